import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** All TypeScript files below src/, as paths from the root. */
export async function sourceFiles(): Promise<string[]> {
  const entries = await readdir('src', { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
