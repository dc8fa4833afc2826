// Choosing a time shows at once what the visit would be, and the address remembers the choice.

import { renew } from './part.ts'

export function watchTimes(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-times]')) {
    form.addEventListener('change', ({ target }) => {
      const href = target instanceof HTMLInputElement ? target.dataset.href : undefined
      if (!href) return
      history.replaceState(null, '', href)
      // Without an answer the choice stands all the same; the next page says what it is.
      renew(page, 'plan', href).catch(() => undefined)
    })
  }
}
