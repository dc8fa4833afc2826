import { type PhotoDeps, sweptAway } from './add-photo.ts'

/** Longer than any upload takes. */
const UNFINISHED_MS = 3_600_000
const AT_ONCE = 100

/** Takes away the files and rows of photos that no document names. @returns how many */
export const sweepPhotos =
  (deps: Pick<PhotoDeps, 'clock' | 'files' | 'store'>) =>
  async (signal?: AbortSignal): Promise<number> => {
    const begun = new Date(deps.clock.now().getTime() - UNFINISHED_MS)
    const photos = await deps.store.toSweep(begun, AT_ONCE)
    for (const photo of photos) {
      signal?.throwIfAborted()
      await sweptAway(deps, photo)
    }
    return photos.length
  }
