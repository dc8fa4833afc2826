// What a machine can see of a page's looks: what sticks out, is cut off, covers another, or is too small for a thumb.

import type { Page } from 'playwright-core'

const PRESSED = 'a, button, input, select, textarea, summary, [role=option], label.choice, label.segment'
const READ = 'button, .button, h1, h2, h3, h4, .badge, .slot, .chip, .segment, td, dd, dt, p, label, .row-text, .name'

/** Colours that are still on their way to another theme are seen as they will be. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish()
  })

/** @returns a line for each flaw, with the words of the element that has it */
export const flaws = (page: Page): Promise<string[]> =>
  page.evaluate(
    ({ pressed, read }) => {
      const found: string[] = []
      const nameOf = (one: Element) =>
        `${one.tagName.toLowerCase()}.${one.className}: ${(one.textContent ?? '').trim().slice(0, 40)}`
      const isSeen = (one: Element) => {
        const { width, height } = one.getBoundingClientRect()
        const isShown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        return isShown && width > 1 && height > 1 && one.closest('.hidden-visually') === null
      }
      const isInText = (one: Element) => one.tagName === 'A' && getComputedStyle(one).display === 'inline'
      const isInLabel = (one: Element) => one.closest('label') !== null && one.tagName === 'INPUT'

      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
      if (wide > 0) found.push(`${wide} px wider than the screen`)

      const targets = [...document.querySelectorAll(pressed)].filter((one) => isSeen(one) && !isInText(one))
      for (const one of targets) {
        const { height } = one.getBoundingClientRect()
        // How high a stretch of time is, is for the time to say.
        if (!isInLabel(one) && !one.closest('[role=grid]') && height < 43.5)
          found.push(`only ${Math.round(height)} px high: ${nameOf(one)}`)
      }
      for (const one of document.querySelectorAll(read)) {
        const { overflow, overflowX, textOverflow } = getComputedStyle(one)
        const isMeant = textOverflow === 'ellipsis' || [overflow, overflowX].some((value) => /auto|scroll/.test(value))
        const isCut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
        if (!isMeant && isSeen(one) && isCut && getComputedStyle(one).display !== 'inline')
          found.push(`cut off: ${nameOf(one)}`)
      }
      // Two things to press that lie on each other; what floats over the page is meant to.
      const floats = (one: Element | null): boolean =>
        one !== null && (/fixed|sticky|absolute/.test(getComputedStyle(one).position) || floats(one.parentElement))
      const dialog = document.querySelector('dialog[open]')
      const buttons = targets.filter(
        (one) => /^(A|BUTTON|SUMMARY|SELECT)$/.test(one.tagName) && !floats(one) && (!dialog || dialog.contains(one)),
      )
      const boxes = buttons.map((one) => ({ one, box: one.getBoundingClientRect() }))
      for (const [i, { one, box }] of boxes.entries())
        for (const { one: other, box: second } of boxes.slice(i + 1)) {
          const across = Math.min(box.right, second.right) - Math.max(box.left, second.left)
          const down = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top)
          if (across > 2 && down > 2 && !one.contains(other) && !other.contains(one))
            found.push(`on each other: ${nameOf(one)} and ${nameOf(other)}`)
        }
      return found
    },
    { pressed: PRESSED, read: READ },
  )
