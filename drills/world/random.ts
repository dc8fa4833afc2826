/** Mulberry32: the same seed gives the same run. */
export function createRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    /** 0 to `below` − 1 */
    int: (below: number): number => Math.floor(next() * below),
    key: (): string => `${Array.from({ length: 4 }, () => Math.floor(next() * 2 ** 24).toString(36)).join('-')}-drill`,
    shuffled<Item>(items: readonly Item[]): Item[] {
      const copy = [...items]
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = Math.floor(next() * (i + 1))
        const [a, b] = [copy[i], copy[j]]
        if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a]
      }
      return copy
    },
  }
}

export type Random = ReturnType<typeof createRandom>
