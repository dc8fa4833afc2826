// «қымбат маникюр»: one line names the client and the service.

import { fold } from '#kernel/letters.ts'

interface Named {
  id: string
  name: string
}

/** Shorter words name people too often: «Бо» is Болат as well as бояу. */
const LEAST_LETTERS = 3

/**
 * Takes out of a line the words with which a service begins.
 * @returns the service that all of them fit, the shortest named first; the rest is whom it is for
 */
export function quickEntry<S extends Named>(text: string, services: readonly S[]): { service: S | null; who: string } {
  const words = text.trim().split(/\s+/).filter(Boolean)
  const begins = (service: S, word: string): boolean =>
    fold(service.name)
      .split(/[^\p{L}\p{N}]+/u)
      .some((part) => part.startsWith(fold(word)))
  const naming = words.filter((word) => word.length >= LEAST_LETTERS && services.some((one) => begins(one, word)))
  const [service = null] = services
    .filter((one) => naming.length > 0 && naming.every((word) => begins(one, word)))
    .toSorted((a, b) => a.name.length - b.name.length)
  if (!service) return { service: null, who: text.trim() }
  return { service, who: words.filter((word) => !naming.includes(word)).join(' ') }
}
