import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
/** A phone in E.164: `+77015550101`. It is the client's identity, so every way of typing it must give the same text. */
export type Phone = string & { readonly e164: true }

// People here type 8 701…, +7 701…, 7701…, 701…; an 8 before ten digits is the old trunk prefix of +7.
const asDialled = (typed: string): string => {
  const digits = typed.replace(/\D/g, '')
  if (!typed.trim().startsWith('+') && digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`
  return typed
}

/** @returns the phone, or null when no such number can exist. */
export function parsePhone(typed: string): Phone | null {
  if (typed.length > 40) return null
  const parsed = parsePhoneNumberFromString(asDialled(typed), 'KZ')
  return parsed?.isValid() ? (parsed.number as Phone) : null
}

/** `+7 701 555 01 01`, as it is written in the city. */
export function showPhone(phone: string): string {
  const kz = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone)
  if (kz) return `+7 ${kz[1]} ${kz[2]} ${kz[3]} ${kz[4]}`
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}

/** Whether messengers reach it: `+7 7122 …`, a landline of the city, rings in an office and has no WhatsApp. */
export function isMobile(phone: string): boolean {
  const type = parsePhoneNumberFromString(phone)?.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}
