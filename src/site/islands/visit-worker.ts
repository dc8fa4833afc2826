// A service worker for the pages of visits and for nothing else: a page that was opened once opens again in a cellar, in
// a power cut and when the server is away, and says that it could not be checked. What the server answers comes first;
// forms, their answers and every other page pass by. A page leaves this phone when its link no longer opens, or thirty
// days after the visit.

export {}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Lasting {
  readonly data: unknown
}
interface Worker {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(name: 'fetch', listener: (event: Asked) => void): void
  addEventListener(name: 'message', listener: (event: Told) => void): void
}
const worker = self as unknown as Worker

const SHELF = 'visits'
/** For so long the server is waited for where there is a saved page. */
const PATIENCE_MS = 4000
const VISIT = /^\/[a-z]{2}\/v\/[^/]+$/
const LINE = /id="saved" data-until="(\d+)" hidden=""/

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(Promise.all([worker.clients.claim(), sweep()])))
worker.addEventListener('message', (event) => {
  const { data } = event
  if (typeof data === 'string' && VISIT.test(data))
    event.waitUntil(hasNot(data).then((isNew) => (isNew ? renew(data) : undefined)))
})
worker.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request
  const { pathname } = new URL(url)
  if (mode === 'navigate' && method === 'GET' && VISIT.test(pathname)) event.respondWith(answer(event, pathname))
})

async function answer(event: Asked, path: string): Promise<Response> {
  const asked = fetch(event.request)
  event.waitUntil(asked.then((fresh) => keep(fresh.clone(), path)).catch(() => undefined))
  const saved = await savedPage(path)
  if (!saved) return asked
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  const fresh = await Promise.race([asked.catch(() => null), late])
  return fresh && fresh.status < 500 ? fresh : saved
}

/** What an address with news says is true once; what is kept is the page without them. */
async function keep(fresh: Response, path: string): Promise<void> {
  if (fresh.status === 200 && new URL(fresh.url).search !== '') return renew(path)
  const shelf = await caches.open(SHELF)
  if (fresh.status === 403 || fresh.status === 404) await shelf.delete(path)
  if (fresh.status !== 200 || fresh.redirected) return
  const page = await fresh.text()
  if (!LINE.test(page)) return
  const headers = new Headers(fresh.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  await shelf.put(path, new Response(page, { headers }))
  await sweep()
}

const renew = async (path: string): Promise<void> => keep(await fetch(path), path)

async function savedPage(path: string): Promise<Response | null> {
  const saved = await (await caches.open(SHELF)).match(path)
  const page = await saved?.text()
  if (!saved || !page || isOver(page)) return null
  return new Response(page.replace(LINE, 'id="saved"'), { headers: saved.headers })
}

const hasNot = async (path: string): Promise<boolean> => (await savedPage(path)) === null

const isOver = (page: string): boolean => Number(LINE.exec(page)?.[1]) < Date.now()

async function sweep(): Promise<void> {
  const shelf = await caches.open(SHELF)
  for (const request of await shelf.keys()) {
    const saved = await shelf.match(request)
    if (saved && isOver(await saved.text())) await shelf.delete(request)
  }
}
