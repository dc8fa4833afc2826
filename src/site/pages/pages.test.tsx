import { describe, expect, test } from 'vitest'
import { renderPage } from '#site/document.tsx'
import type { Shell } from '#site/layout.tsx'
import { BookContactPage, type BookContactProps, readAlternative } from './book-contact.page.tsx'
import { BookTimePage, type BookTimeProps } from './book-time.page.tsx'
import { ErrorPage } from './error.page.tsx'
import { VisitPage, type VisitPageProps } from './visit.page.tsx'

const person = '64b7f0c2a1d3e4f5a6b7c8d1'
const shell: Shell = {
  locale: 'kk',
  assets: { css: '/site.css', islands: '/islands.js', font: '/onest.woff2' },
  origin: 'https://example.kz',
  path: '/b/sulu-beauty/book?service=s&day=2026-11-24',
  city: 'Атырау',
}
const step = {
  shell,
  business: { slug: 'sulu-beauty', name: '«Сұлу» салоны', street: 'Сәтбаев көшесі, 15А', phone: '+77025550202' },
  service: { id: '64b7f0c2a1d3e4f5a6b7c8d9', name: 'Шаш қию', duration: 60, price: 7000, priceFrom: false },
  staff: person,
  personName: 'Айгерім',
  steps: { at: 3, of: 4 },
}
const time: BookTimeProps = {
  ...step,
  days: [
    { date: '2026-11-24', state: 'free', count: 2 },
    { date: '2026-11-25', state: 'closed', count: 0 },
  ],
  earlier: null,
  later: null,
  chosen: '2026-11-24',
  times: ['09:00', '15:30'],
  nearest: null,
}
const contact: BookContactProps = {
  ...step,
  day: '2026-11-24',
  time: '15:30',
  cancelRule: { kind: 'until', day: '2026-11-24', time: '03:30' },
  formKey: 'one-key',
  values: { name: '', phone: '', note: '' },
  fieldErrors: {},
  error: null,
  alternatives: [],
}
const visit: VisitPageProps = {
  shell,
  token: 'token',
  visit: {
    business: { ...step.business, landmark: null, mapUrl: null, whatsapp: null },
    day: '2026-11-24',
    time: '15:30',
    endTime: '16:30',
    service: step.service,
    personName: 'Айгерім',
  },
  status: 'scheduled',
  cancelledBy: null,
  isNew: false,
  isToday: false,
  isPast: false,
  note: '',
  cancel: { kind: 'open', day: '2026-11-24', time: '03:30' },
  againService: null,
  error: null,
}

const text = (html: string): string => html.replaceAll('\u00a0', ' ')

describe('choosing a time', () => {
  const html = text(renderPage(<BookTimePage {...time} />))

  test('a time says its day to those who hear it, and leads on with all that is chosen', () => {
    expect(html).toContain('aria-label="24 қараша, сейсенбі, 15:30, бос"')
    expect(html).toContain(`staff=${person}&amp;day=2026-11-24&amp;start=15:30`)
  })

  test('a closed day stays and says so in words', () => {
    expect(html).toContain('25 қараша, сәрсенбі, жабық')
  })

  test('the language switch keeps the place and the choice', () => {
    expect(html).toContain('href="/ru/b/sulu-beauty/book?service=s&amp;day=2026-11-24"')
  })

  test('the page runs no inline code and is kept out of search engines', () => {
    expect(html).not.toMatch(/ on\w+=| style=|<style|<script(?! type="module" src=)/)
    expect(html).toContain('name="robots" content="noindex"')
  })
})

describe('leaving name and phone', () => {
  test('a refusal keeps what was typed and offers other times in the same form', () => {
    const html = renderPage(
      <BookContactPage
        {...contact}
        values={{ name: 'Қымбат <b>', phone: '8701', note: 'ұзын' }}
        fieldErrors={{ phone: 'phone_invalid' }}
        error={{ code: 'slot_taken' }}
        alternatives={[{ day: '2026-11-25', time: '16:00', staff: person, personName: null }]}
      />,
    )
    expect(html).toContain('value="Қымбат &lt;b&gt;"')
    expect(html).toContain('value="8701"')
    expect(html).toContain('<details class="fold" open="">')
    expect(html).toContain('aria-invalid="true"')
    const offered = /value="(\d{4}-[^"]+:[^"]+)"/.exec(html)?.[1] ?? ''
    expect(readAlternative(offered)).toEqual({ day: '2026-11-25', start: '16:00', staff: person })
  })

  test('Enter in a field books; it never takes an alternative', () => {
    const html = renderPage(<BookContactPage {...contact} />)
    expect(/<button[^>]*>/.exec(html)?.[0]).not.toContain('name=')
  })

  test.each(['', '2026-11-25', '2026-11-25 16:00', '2026-11-25 16:00 <script>'])(
    'a made-up choice is none: %s',
    (value) => {
      expect(readAlternative(value)).toBeNull()
    },
  )

  test('the cancel rule is a clock time, and the price stands on the button', () => {
    const html = text(renderPage(<BookContactPage {...contact} />))
    expect(html).toContain('Жазылудан бас тарту мерзімі: 24 қараша, сейсенбі, 03:30')
    expect(html).toContain('Жазылу · 7 000 ₸')
  })
})

describe('my visit', () => {
  test.each([
    ['just booked', { isNew: true }, 'Жазылдыңыз'],
    ['ahead', {}, 'Сізді күтеміз'],
    ['cancelled by me', { status: 'cancelled', cancelledBy: 'client' }, 'Сіз жазылудан бас тарттыңыз'],
    ['cancelled by them', { status: 'cancelled', cancelledBy: 'business' }, 'Мекеме жазылудан бас тартты'],
    ['completed', { status: 'completed' }, 'Келгеніңізге рақмет'],
    ['missed', { status: 'no-show' }, 'Бұл жолы келе алмадыңыз'],
    ['over without a mark', { isPast: true }, 'Бұл жазылудың уақыты өтті'],
  ] as const)('%s', (_, over, title) => {
    const html = renderPage(<VisitPage {...visit} {...over} />)
    expect(/<h1>(.*?)<\/h1>/.exec(html)?.[1]).toBe(title)
    expect(html.includes('/kk/v/token/cancel')).toBe(title === 'Жазылдыңыз' || title === 'Сізді күтеміз')
  })
})

test('an error says its number, and never its inner words', () => {
  const html = renderPage(<ErrorPage shell={shell} status={500} code="TypeError: x" errorId="7f3a" />)
  expect(html).toContain('Қате нөмірі: 7f3a')
  expect(html).not.toContain('TypeError')
})
