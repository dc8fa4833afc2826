// What is typed or ticked is kept by the server while one types, so that a closed tab or an empty battery loses nothing.

const PAUSE_MS = 700

const bodyOf = (form: HTMLFormElement): URLSearchParams => {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  body.set('quiet', '1')
  return body
}

function keep(form: HTMLFormElement): void {
  const { draft } = form.dataset
  // Nobody is told of a failure: it is only a second net.
  if (draft) fetch(draft, { method: 'POST', body: bodyOf(form), keepalive: true }).catch(() => undefined)
}

export function watchDrafts(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    let timer = 0
    const isPending = () => timer !== 0
    const save = () => {
      clearTimeout(timer)
      timer = 0
      keep(form)
    }
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(save, PAUSE_MS)
    })
    // The sent form carries everything itself; a save behind it could bring back what booking has dropped.
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      timer = 0
    })
    page.addEventListener('visibilitychange', () => {
      if (page.visibilityState === 'hidden' && isPending()) save()
    })
  }
}
