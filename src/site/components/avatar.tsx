import { hash, initialOf } from '#site/covers/cover.ts'

/** The initial of a name on one of eight soft tints. */
export const Avatar = ({ name }: { name: string }) => (
  <span className={`avatar avatar-${hash(name) % 8}`} aria-hidden="true">
    {initialOf(name)}
  </span>
)
