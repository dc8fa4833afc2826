// A form marked `data-once` is sent once: a second tap while the answer is on its way does nothing. The server would
// refuse the repeat anyway; this only spares the wait. The button keeps its width and stays in reach of screen readers.

const buttonsOf = (form: HTMLFormElement): HTMLButtonElement[] => [...form.querySelectorAll('button')]

const free = (form: HTMLFormElement): void => {
  delete form.dataset.sent
  for (const button of buttonsOf(form)) button.removeAttribute('aria-busy')
}

export function watchForms(page: Document): void {
  page.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.once === undefined) return
    if (form.dataset.sent !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset.sent = ''
    for (const button of buttonsOf(form)) button.setAttribute('aria-busy', 'true')
    // A lost connection must not leave a dead form behind.
    setTimeout(() => free(form), 15_000)
  })
  // Back to this page from the browser's memory: the form can be sent again.
  window.addEventListener('pageshow', () => {
    for (const form of page.querySelectorAll<HTMLFormElement>('form[data-sent]')) free(form)
  })
}
