// Parts of a page that keep themselves up to date: `data-renew` tells after how many seconds. Nobody looks, nobody asks.

import { renew } from './part.ts'

export function watchRenewed(page: Document): void {
  for (const part of page.querySelectorAll<HTMLElement>('[data-renew][id]')) {
    const ask = () => {
      if (page.visibilityState === 'visible') renew(page, part.id, location.href).catch(() => false)
    }
    setInterval(ask, Number(part.dataset.renew) * 1000)
    page.addEventListener('visibilitychange', ask)
  }
}
