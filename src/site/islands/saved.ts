// A visit's page that was opened once can be read without a network: its worker keeps it on this phone.

export function keepVisits(page: Document): void {
  if (!('serviceWorker' in navigator) || !page.getElementById('saved')) return
  const path = location.pathname
  const scope = path.slice(0, path.lastIndexOf('/') + 1)
  navigator.serviceWorker
    .register('/visit-worker.js', { scope })
    .then(({ active, waiting, installing }) => {
      // The first page came before its worker, which has to fetch it once more; the next ones pass through it.
      const worker = active ?? waiting ?? installing
      worker?.postMessage(path)
    })
    .catch(() => undefined) // a second net: without it the page is as good
}
