import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedKey, type FileStorage } from './storage.ts'

/** Files in a folder. What a crash left half written lies in its `tmp`, never under a key. */
export function diskStorage(folder: string): FileStorage {
  const pathOf = (key: string): string => join(folder, 'kept', checkedKey(key))
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      const unfinished = join(folder, 'tmp', randomUUID())
      await mkdir(dirname(unfinished), { recursive: true, mode: 0o700 })
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      try {
        await writeFile(unfinished, bytes, { flush: true, mode: 0o600 })
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },

    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },

    async delete(key) {
      const path = pathOf(key)
      await rm(path, { force: true })
      await rmdir(dirname(path)).catch(() => undefined) // the folder goes with its last file
    },
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
