// The server's clock decides what is late and what is over: a phone may be forty minutes off.

const KEY = 'office.skew'
/** What is heard when the server's clock turns out to be another than was believed. */
export const CLOCK_SET = 'office-clock-set'
const NOTICED_MS = 5_000
let skew = Number(localStorage.getItem(KEY)) || 0

/** @param told an instant of the server's clock, just heard */
export function setClock(told: string): void {
  const before = skew
  skew = Date.parse(told) - Date.now()
  localStorage.setItem(KEY, String(skew))
  if (Math.abs(skew - before) > NOTICED_MS) dispatchEvent(new Event(CLOCK_SET))
}

/** Milliseconds, as the server counts them; without a network as it last did. */
export const serverNow = (): number => Date.now() + skew
