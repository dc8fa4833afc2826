import { FORMATS, type Format, parseUrl, TYPE_OF, widthsOf } from '#modules/photos/photos.contract.ts'

interface Props {
  /** Address in a business's, a person's or an account's document. */
  src: string | null | undefined
  /** Empty where a name beside it says the same. */
  alt: string
  /** As in HTML: `(min-width: 900px) 50vw, 100vw`. */
  sizes: string
  /** Of the place on the page, in pixels; the picture's own unless said. */
  width?: number
  height?: number
  className?: string
  /** Seen before anything is scrolled. */
  priority?: boolean
}

/** What a browser without `srcset` gets. */
const PLAIN_WIDTH = 640

/** Whether there is anything to show at an address: one from elsewhere is never loaded. */
export const isPhoto = (src: string | null | undefined): boolean => parseUrl(src) !== null

/** A picture of ours in the size and format that the browser picks; nothing for an address from elsewhere. */
export const Photo = ({ src, alt, sizes, width, height, className, priority }: Props) => {
  const photo = parseUrl(src)
  if (!photo) return null
  const widths = widthsOf(photo)
  const plain = widths.findLast((one) => one <= PLAIN_WIDTH) ?? photo.width
  const setOf = (format: Format) => widths.map((one) => `${src}/${one}.${format} ${one}w`).join(', ')
  return (
    <picture>
      {FORMATS.map(
        (format) =>
          format !== 'jpg' && <source key={format} type={TYPE_OF[format]} srcSet={setOf(format)} sizes={sizes} />,
      )}
      <img
        className={className}
        src={`${src}/${plain}.jpg`}
        srcSet={setOf('jpg')}
        sizes={sizes}
        alt={alt}
        width={width ?? photo.width}
        height={height ?? photo.height}
        loading={priority ? 'eager' : 'lazy'}
        fetchPriority={priority ? 'high' : undefined}
        decoding="async"
      />
    </picture>
  )
}
