/** `87015550101` → `+7 701 555 01 01`; whatever is not surely a local number stays as it was typed. */
export function tidyPhone(typed: string): string {
  const digits = typed.replace(/\D/g, '')
  const abroad = typed.trim().startsWith('+') && !digits.startsWith('7')
  const local = digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits
  if (abroad || local.length !== 10) return typed
  return `+7 ${local.slice(0, 3)} ${local.slice(3, 6)} ${local.slice(6, 8)} ${local.slice(8)}`
}

/** Tidies a phone when its field is left; typing is never disturbed. */
export function watchPhones(page: Document): void {
  page.addEventListener('focusout', ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.phone !== undefined) target.value = tidyPhone(target.value)
  })
}
