// "Near me": without a script the browser cannot tell where it is, so the control appears only with one. The place is
// rounded to about a hundred metres before it goes into the address.

const DIGITS = 3
const PATIENCE_MS = 10_000

export function watchNear(page: Document): void {
  const item = page.querySelector<HTMLElement>('[data-near]')
  const button = item?.querySelector('button')
  if (!item || !button || !('geolocation' in navigator)) return
  item.hidden = false
  button.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(location.href)
        address.searchParams.set('near', `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`)
        address.searchParams.delete('page')
        location.assign(address)
      },
      () => {
        button.removeAttribute('aria-busy')
        const said = page.querySelector('[data-near-said]')
        if (said) said.textContent = button.dataset.denied ?? ''
      },
      { maximumAge: 300_000, timeout: PATIENCE_MS },
    )
  })
}
