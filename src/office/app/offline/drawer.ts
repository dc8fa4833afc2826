// What this browser keeps for when there is no network: a few values in IndexedDB, all of them gone at signing out.

const DATABASE = 'office'
const STORE = 'kept'
/** Under which what was read is kept. */
export const READS = 'reads'

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })

async function within<Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>) {
  const database = await opened()
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

export const kept = <Value>(key: string): Promise<Value | undefined> =>
  within('readonly', (store) => store.get(key) as IDBRequest<Value | undefined>)

/** The page is being left: what is read from now on is not written behind the back of `forget…`. */
let isClosed = false
export const closeDrawer = (): void => {
  isClosed = true
}

export const keep = (key: string, value: unknown): Promise<unknown> =>
  // Asked only when the store is open: it may have been emptied while this was waiting for it.
  within(
    'readwrite',
    (store): IDBRequest<IDBValidKey> => (isClosed ? (store.count() as IDBRequest<IDBValidKey>) : store.put(value, key)),
  )

/** All values whose keys begin so. */
export const keptAll = <Value>(prefix: string): Promise<Value[]> =>
  within('readonly', (store) => store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)) as IDBRequest<Value[]>)

export const drop = (key: string): Promise<unknown> => within('readwrite', (store) => store.delete(key))

/** Nothing of what was kept stays here. */
export async function forgetAll(): Promise<void> {
  await within('readwrite', (store) => store.clear()).catch(() => undefined)
  await forgetFiles()
}

/** Nothing that was read stays here; what was done and not sent yet does, for the same account alone. */
export async function forgetReads(): Promise<void> {
  await drop(READS).catch(() => undefined)
  await forgetFiles()
}

async function forgetFiles(): Promise<void> {
  for (const name of await caches.keys().catch(() => [])) if (name.startsWith('office')) await caches.delete(name)
}
