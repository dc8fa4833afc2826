// Where a business's contacts lead. What an owner typed is never a link by itself: it is read, and an address of the
// one service it names is made anew, so that no `javascript:` and no stranger's site gets onto the page.

import { isMobile, parsePhone } from '#kernel/phone.ts'

export type Network = 'instagram' | 'facebook' | 'twitter'

const HOSTS: Readonly<Record<Network, readonly string[]>> = {
  instagram: ['instagram.com'],
  facebook: ['facebook.com', 'fb.com'],
  twitter: ['x.com', 'twitter.com'],
}

const HANDLE = /^@?([\w.-]{1,60})$/

/** `@sulu`, `instagram.com/sulu` or a whole address → `https://instagram.com/sulu`; null for anything else. */
export function socialAddress(network: Network, typed: string): string | null {
  const [host = ''] = HOSTS[network]
  const text = typed.trim()
  const handle = HANDLE.exec(text)?.[1]
  if (handle && !HOSTS[network].includes(handle.toLowerCase())) return `https://${host}/${handle}`
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  const asked = url?.hostname.replace(/^(www|m)\./, '') ?? ''
  if (!url || url.username || url.port || !HOSTS[network].includes(asked)) return null
  return url.pathname === '/' ? null : `https://${host}${url.pathname}${network === 'facebook' ? url.search : ''}`
}

/** A number, or a link of WhatsApp's, as an owner types it; null where nobody would answer: not a number, or a landline. */
export function whatsappPhone(typed: string): string | null {
  const linked = /^(?:https:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?(\d{8,15})\b/i.exec(
    typed.trim(),
  )?.[1]
  const phone = parsePhone(linked ? `+${linked}` : typed)
  return phone && isMobile(phone) ? phone : null
}

export const whatsappAddress = (phone: string): string => `https://wa.me/${phone.replace(/\D/g, '')}`

/** Writes to one person; the sender reads the text once more before it goes. */
export const whatsappTo = (phone: string, text: string): string =>
  `${whatsappAddress(phone)}?text=${encodeURIComponent(text)}`

/** Hands a text and an address over to a messenger, where the sender picks the reader. */
export const whatsappShare = (text: string, address: string): string =>
  `https://wa.me/?text=${encodeURIComponent(`${text}\n${address}`)}`

export const telegramShare = (text: string, address: string): string =>
  `https://t.me/share/url?url=${encodeURIComponent(address)}&text=${encodeURIComponent(text)}`

/** Opens whatever map a phone has. `geo`: longitude first, as it is stored. */
export function geoAddress([longitude, latitude]: readonly [number, number], name: string): string {
  const place = `${latitude},${longitude}`
  return `geo:${place}?q=${place}(${encodeURIComponent(name.replaceAll(/[()]/g, ' '))})`
}

/** An address that other devices cannot open: no use on paper. */
export const isOnlyHere = (origin: string): boolean =>
  /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(origin)
