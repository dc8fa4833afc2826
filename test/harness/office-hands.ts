// Three ways to run a day at the office: with a mouse at a desk, with a thumb on a phone, and by keys alone. Each does
// the same; every press is counted.

import type { Locator, Page } from 'playwright-core'
import type { Locale } from '#kernel/localized-text.ts'
import type { T } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import { drag, pointAt } from './calendar-site.ts'

export type Mark = 'confirm' | 'arrive' | 'complete' | 'noShow'

export interface Hands {
  presses: () => number
  mark: (visitId: string, what: Mark) => Promise<void>
  /** Takes back the last mark, once it is told that it was one of this kind. */
  undo: (what: Mark) => Promise<void>
  cancel: (visitId: string, reason: string) => Promise<void>
  /** Gives a visit another person and time. */
  move: (visit: Standing, to: { person: string; time: string; aside: number; down: number }) => Promise<void>
  /** Half an hour longer. */
  extend: (visit: Standing, until: string) => Promise<void>
  /** Takes free time away. */
  block: (reason: string) => Promise<void>
  /** Books a client of this minute, of whoever is free; it is the day's n-th. */
  walkIn: (service: string, nth: number) => Promise<void>
}

/** A visit and where it stands. */
interface Standing {
  id: string
  name: string
  person: string
}

const row = (page: Page, id: string) => page.locator(`.today-row[data-visit="${id}"]`)

/** A new visit is seen where one works: the next one is put beside it. */
const isThere = (page: Page, what: string, t: T, nth: number) =>
  page
    .locator(what, { hasText: t('calendar.anonymous') })
    .nth(nth - 1)
    .waitFor()

const told = (page: Page, text: string) => page.locator('.toast:last-child', { hasText: text }).waitFor()

/** What is the same for a mouse and a thumb; only how one presses differs. */
function pointer(page: Page, locale: Locale, press: (what: Locator) => Promise<void>) {
  const t = translator(locale)
  const exact = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
  const go = async (says: 'common.today' | 'calendar.title') => {
    const link = page.getByRole('navigation').getByRole('link', { name: t(says) })
    if ((await link.getAttribute('aria-current')) !== 'page') await press(link)
  }
  const fromMenu = async (id: string, says: string) => {
    await press(row(page, id).locator('.menu-button'))
    await press(exact(row(page, id), says))
  }
  return {
    t,
    exact,
    go,
    mark: async (id: string, what: Mark) => {
      await go('common.today')
      const says = t(`calendar.mark.${what}`)
      const next = row(page, id).locator('> .button', { hasText: says })
      await row(page, id).waitFor()
      if ((await next.count()) > 0) await press(next)
      else await fromMenu(id, says)
    },
    undo: async (what: Mark) => {
      await told(page, t(`calendar.marked.${what}`))
      await press(exact(page.locator('.toast').last(), t('office.undo')))
    },
    cancel: async (id: string, reason: string) => {
      await go('common.today')
      await fromMenu(id, t('card.cancel'))
      const dialog = page.locator('dialog[open]')
      await dialog.getByLabel(t('card.cancelReason')).fill(reason)
      await press(exact(dialog, t('office.cancelYes')))
      await dialog.waitFor({ state: 'detached' })
    },
    block: async (reason: string) => {
      await go('calendar.title')
      await press(page.locator('.cal-add button'))
      await press(page.locator('.segment', { hasText: t('calendar.panel.block') }))
      await page.getByLabel(t('calendar.blockReason')).fill(reason)
      // What is free is told by the days themselves: they are read anew as well.
      const reread = page.waitForResponse((reply) => reply.url().includes('/calendar?') && reply.ok())
      await press(exact(page, t('calendar.key.block')))
      await page.locator('.cal-block', { hasText: reason }).waitFor()
      await reread
    },
    walkIn: async (service: string, nth: number) => {
      await go('common.today')
      await press(
        page
          .getByRole('region', { name: t('today.gaps') })
          .getByRole('button')
          .first(),
      )
      await press(page.locator('.cal-service', { hasText: service }).locator('.check'))
      await press(page.locator('.cal-save .button').last())
      await isThere(page, '.today-row', t, nth)
    },
  }
}

/** A desk with a mouse: visits are dragged. */
export function mouse(page: Page, locale: Locale): Hands {
  let presses = 0
  const common = pointer(page, locale, async (what) => {
    presses += 1
    await what.click()
  })
  const { go, t: _, exact: __, ...same } = common
  return {
    ...same,
    presses: () => presses,
    move: async ({ name }, { person, time }) => {
      await go('calendar.title')
      const one = page.locator('.piece', { hasText: name })
      await one.evaluate((piece) => piece.scrollIntoView({ block: 'center' }))
      await drag(page, name, await pointAt(page, person, time))
      await page.mouse.up()
      presses += 1
    },
    extend: async ({ name, person }, until) => {
      await go('calendar.title')
      const one = page.locator('.piece', { hasText: name })
      await one.evaluate((piece) => piece.scrollIntoView({ block: 'center' }))
      const box = await one.boundingBox()
      if (!box) throw new Error(`${name} is not on the screen`)
      const { y } = await pointAt(page, person, until)
      await page.mouse.move(box.x + box.width / 2, box.y + box.height - 3)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width / 2, box.y + box.height + 10)
      await page.mouse.move(box.x + box.width / 2, y, { steps: 3 })
      await page.mouse.up()
      presses += 1
    },
  }
}

/** A phone: a visit's time is changed on its card. */
export function thumb(page: Page, locale: Locale): Hands {
  let presses = 0
  const press = async (what: Locator) => {
    presses += 1
    await what.tap()
  }
  const { go, t, exact, ...same } = pointer(page, locale, press)
  const onCard = async (id: string, change: (card: Locator) => Promise<void>) => {
    await go('common.today')
    await press(row(page, id).locator('.today-open'))
    const card = page.locator('dialog[open]')
    await press(exact(card, t('card.changePlan')))
    await change(card)
    await press(exact(card, t('app.save')).first())
    await exact(card, t('card.changePlan')).waitFor()
    await press(exact(card, t('app.close')))
  }
  return {
    ...same,
    presses: () => presses,
    move: ({ id }, { person, time }) =>
      onCard(id, async (card) => {
        await card.getByLabel(t('common.specialist')).selectOption({ label: person })
        await card.getByLabel(t('calendar.from')).fill(time)
      }),
    extend: ({ id }) => onCard(id, (card) => card.getByLabel(t('common.duration')).fill('90')),
  }
}

/** Keys alone: nothing is clicked, nothing is focused by the test. */
export function keys(page: Page, locale: Locale): Hands {
  const t = translator(locale)
  let presses = 0
  const press = async (key: string) => {
    presses += 1
    await page.keyboard.press(key)
  }
  /** Presses a key until what has the focus fits. */
  const until = async (key: string, fits: string, most = 80) => {
    for (let n = 0; n < most; n += 1) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, fits)) return
      await press(key)
    }
    throw new Error(`${key} does not lead to ${fits}`)
  }
  /** Tab to a button or a field that says this. */
  const tabTo = async (says: string) => {
    for (let n = 0; n < 80; n += 1) {
      const said = await page.evaluate(() => {
        const one = document.activeElement as HTMLInputElement | null
        const labels = [...(one?.labels ?? [])].map((label) => label.innerText)
        return [one?.getAttribute('aria-label') ?? '', one?.innerText ?? '', ...labels].join(' ')
      })
      if (said.includes(says)) return
      await press('Tab')
    }
    throw new Error(`Tab does not lead to ${says}`)
  }
  const go = async (letter: 't' | 'k', seen: string) => {
    await press('g')
    await press(letter)
    await page.locator(seen).first().waitFor()
  }
  const toRow = async (id: string) => {
    if (!page.url().includes('/today')) await go('t', '.today-stacks')
    await row(page, id).waitFor()
    await until('ArrowDown', `[data-visit="${id}"] *`).catch(() => until('ArrowUp', `[data-visit="${id}"] *`))
  }
  const toGrid = async () => {
    if (!page.url().includes('/calendar')) await go('k', '.cal')
    await until('Tab', '[role=gridcell]')
  }
  return {
    presses: () => presses,
    mark: async (id, what) => {
      await toRow(id)
      await press({ confirm: 'c', arrive: 'a', complete: 'd', noShow: 'x' }[what])
    },
    undo: async (what) => {
      await told(page, t(`calendar.marked.${what}`))
      await press('u')
    },
    cancel: async (id, reason) => {
      await toRow(id)
      await press('Enter')
      await page.locator('.visit-head').waitFor()
      await tabTo(t('card.cancel'))
      await press('Enter')
      await tabTo(t('card.cancelReason'))
      await page.keyboard.type(reason)
      await tabTo(t('office.cancelYes'))
      await press('Enter')
      await page.getByRole('dialog', { name: t('office.cancelHeading') }).waitFor({ state: 'detached' })
      await press('Escape')
      await page.locator('.visit-head').waitFor({ state: 'detached' })
    },
    move: async ({ id }, { aside, down }) => {
      await toGrid()
      await until('ArrowDown', `[data-visit="${id}"]`)
      await press('m')
      for (let n = 0; n < aside; n += 1) await press('ArrowRight')
      for (let n = 0; n < down; n += 1) await press('ArrowDown')
      await press('Enter')
    },
    extend: async ({ id }) => {
      await toGrid() // it stands on what was moved before: two columns at most to the right of this one
      for (let n = 0; n < 2; n += 1) await press('ArrowLeft')
      await until('ArrowUp', `[data-visit="${id}"]`)
      await press('+')
      await page.locator('.toast', { hasText: '18:15' }).waitFor() // the next goes by what is shown
      await press('+')
    },
    block: async (reason) => {
      await toGrid()
      await press('b')
      await tabTo(t('calendar.blockReason'))
      await page.keyboard.type(reason)
      await tabTo(t('calendar.key.block'))
      await press('Enter')
      await page.locator('.cal-block', { hasText: reason }).waitFor()
    },
    walkIn: async (service, nth) => {
      if (!page.url().includes('/calendar')) await go('k', '.cal')
      await press('w')
      const save = page.locator('.cal-save .button').last()
      await save.waitFor()
      await tabTo(service)
      await press('Space')
      await tabTo(await save.innerText())
      await press('Enter')
      await isThere(page, '.piece', t, nth)
    },
  }
}
