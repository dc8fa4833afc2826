// The service worker of the office: its one page and its built files open without a network. What the screens read is
// no business of this worker: they keep it themselves, and forget it at signing out.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(name: 'fetch', listener: (event: Asked) => void): void
}
const worker = self as unknown as Worker

const PAGES = 'office-pages'
const FILES = 'office-files'
/** Every address of the application is the same page. */
const PAGE = '/office/b/'
/** For so long the server is waited for where there is a kept page. */
const PATIENCE_MS = 4000
/** More than one build has; the oldest go first. */
const FILES_KEPT = 80

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request
  const { pathname } = new URL(url)
  if (method !== 'GET') return
  if (mode === 'navigate' && pathname.startsWith(PAGE)) event.respondWith(page(event))
  else if (pathname.startsWith('/assets/')) event.respondWith(file(event.request))
})

async function page(event: Asked): Promise<Response> {
  const asked = fetch(event.request)
  event.waitUntil(asked.then((fresh) => keepPage(fresh.clone())).catch(() => undefined))
  const saved = await (await caches.open(PAGES)).match(PAGE)
  if (!saved) return asked
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  const fresh = await Promise.race([asked.catch(() => null), late])
  return fresh && fresh.status < 500 ? fresh : saved
}

async function keepPage(fresh: Response): Promise<void> {
  if (fresh.status === 200 && !fresh.redirected) await (await caches.open(PAGES)).put(PAGE, fresh)
}

/** Built files never change under their names. */
async function file(request: Request): Promise<Response> {
  const shelf = await caches.open(FILES)
  const saved = await shelf.match(request)
  if (saved) return saved
  const fresh = await fetch(request)
  if (fresh.status !== 200) return fresh
  await shelf.put(request, fresh.clone())
  const all = await shelf.keys()
  for (const old of all.slice(0, Math.max(0, all.length - FILES_KEPT))) await shelf.delete(old)
  return fresh
}
