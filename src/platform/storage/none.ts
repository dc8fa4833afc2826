import type { FileStorage } from './storage.ts'

const none = async (): Promise<never> => {
  throw new Error('no file storage was handed in')
}

/** For runs that never see a file: the demo's life, the bench. */
export const noStorage: FileStorage = { put: none, get: none, delete: none }
