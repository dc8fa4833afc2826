// The server's clock decides what is late and what is over: a phone may be forty minutes off.

const KEY = 'office.skew'
let skew = Number(localStorage.getItem(KEY)) || 0

/** @param told an instant of the server's clock, just heard */
export function setClock(told: string): void {
  skew = Date.parse(told) - Date.now()
  localStorage.setItem(KEY, String(skew))
}

/** Milliseconds, as the server counts them; without a network as it last did. */
export const serverNow = (): number => Date.now() + skew
