import { fold } from '#kernel/letters.ts'

/** One key for every way of typing a name: case, Kazakh or Russian keyboard, hyphens and spaces do not matter. */
export const nameKeyOf = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
