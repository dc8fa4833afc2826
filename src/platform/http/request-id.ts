import { randomFillSync } from 'node:crypto'

const BYTES = 6
const POOL = Buffer.alloc(BYTES * 1024)
let at = POOL.length

/** Twelve hexadecimal digits that nobody can guess; chance is asked for many at once, since asking costs. */
export function newRequestId(): string {
  if (at === POOL.length) {
    randomFillSync(POOL)
    at = 0
  }
  at += BYTES
  return POOL.toString('hex', at - BYTES, at)
}
