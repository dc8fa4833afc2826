// The foot of step 1 follows the boxes as they are ticked. Words and money come written from the server.

const money = (sum: number): string => `${String(sum).replace(/\B(?=(\d{3})+$)/g, '\u00a0')}\u00a0₸`

const number = (text: string | undefined): number => Number(text ?? 0)

function duration(minutes: number, hourWord: string, minuteWord: string): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [hours > 0 ? `${hours}\u00a0${hourWord}` : '', rest > 0 ? `${rest}\u00a0${minuteWord}` : '']
  return parts.filter(Boolean).join(' ')
}

function update(form: HTMLFormElement): void {
  const foot = form.querySelector<HTMLElement>('[data-cart-sum]')
  const [words, price] = foot?.querySelectorAll('span') ?? []
  if (!foot || !words) return
  const ticked = [...form.querySelectorAll<HTMLInputElement>('input[name=service]:checked')].map(
    // Of a service with variants the chosen one counts.
    (box) => form.querySelector<HTMLInputElement>(`input[name=variant-${box.value}]:checked`) ?? box,
  )
  const minutes = ticked.reduce((all, { dataset }) => all + number(dataset.minutes), 0)
  const sum = ticked.reduce((all, { dataset }) => all + number(dataset.price), 0)
  const isLeast = ticked.some(({ dataset }) => dataset.least !== undefined)
  const { hour = '', minute = '', least = '{}', count = '{}' } = foot.dataset
  const said = count.replace('{}', String(ticked.length))
  words.textContent = minutes > 0 ? `${said} · ${duration(minutes, hour, minute)}` : said
  if (price) price.textContent = ticked.length === 0 ? '' : isLeast ? least.replace('{}', money(sum)) : money(sum)
}

export function watchCarts(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-cart]')) {
    form.addEventListener('change', () => update(form))
    // Back from the browser's memory the boxes are as they were left.
    window.addEventListener('pageshow', () => update(form))
  }
}
