import type { PhotoDeps } from './add-photo.ts'
import { keyOf, masterKey, type Named, parseFile, parseName, TYPE_OF } from './photo.ts'

type Size = NonNullable<ReturnType<typeof parseFile>>

export interface PhotoFile {
  bytes: Uint8Array
  type: string
}

/**
 * A size of a photo as it is sent. One that is not there yet is made of the kept picture and kept too: once, however
 * many ask at the same time. Which sizes there may be is fixed, so asking fills no disk.
 * @returns null for whatever is no size of a photo of ours
 * @throws busy `server_busy`
 */
export function photoFile({ files, store, pictures }: Pick<PhotoDeps, 'files' | 'store' | 'pictures'>) {
  const underWay = new Map<string, Promise<Uint8Array | null>>()

  async function make(photo: Named, size: Size, key: string): Promise<Uint8Array | null> {
    const row = await store.ready(photo.id)
    if (row?.width !== photo.width || row.height !== photo.height) return null
    const master = await files.get(masterKey(photo))
    if (!master) return null
    const bytes = await pictures.size(master, size.width, size.format)
    await files.put(key, bytes, TYPE_OF[size.format])
    if (await store.ready(photo.id)) return bytes
    await files.delete(key) // removed while it was made
    return null
  }

  return async (name: string, file: string): Promise<PhotoFile | null> => {
    const photo = parseName(name)
    const size = photo && parseFile(photo, file)
    if (!size) return null
    const key = keyOf(photo, file)
    const kept = await files.get(key)
    if (kept) return { bytes: kept, type: TYPE_OF[size.format] }
    const making = underWay.get(key) ?? make(photo, size, key).finally(() => underWay.delete(key))
    underWay.set(key, making)
    const bytes = await making
    return bytes && { bytes, type: TYPE_OF[size.format] }
  }
}
