/** Where files lie. A key is a path of plain names: `photos/65f0…/640.avif`. */
export interface FileStorage {
  /** Replaces what lay there; whoever reads meanwhile gets the old file or the new one, never half of it. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  /** null: there is no such file. */
  get(key: string): Promise<Uint8Array | null>
  /** No file is no trouble. */
  delete(key: string): Promise<void>
}

const NAME = '[A-Za-z0-9][\\w-]*(?:\\.[\\w-]+)*'
const KEY = new RegExp(`^${NAME}(?:/${NAME})*$`)

/** The key, if it cannot lead out of the storage. Keys are made by the program, so a bad one is a mistake of ours. */
export function checkedKey(key: string): string {
  if (key.length > 200 || !KEY.test(key)) throw new Error('not a key of a stored file')
  return key
}
