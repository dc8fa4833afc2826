// Builds dist/ when a file that goes into it has changed. `--force` builds in any case.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const RECORD = 'dist/built-from'
const TEST = /\.test\.tsx?$/

/** Folders whose files end up in the build. */
const FOLDERS = ['src', 'migrations', 'data', 'bench', 'drills']

const sources = FOLDERS.filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !TEST.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()

const hash = createHash('sha256')
for (const file of ['vite.config.ts', 'package-lock.json', 'package.json', ...sources]) {
  hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
}
const wanted = hash.digest('hex')
const built = existsSync(RECORD) ? readFileSync(RECORD, 'utf8') : null

if (built !== wanted || process.argv.includes('--force')) {
  process.stderr.write('Building …')
  const began = performance.now()
  rmSync(RECORD, { force: true })
  process.env.NODE_ENV = 'production'
  const { createBuilder } = await import('vite')
  try {
    await (await createBuilder()).buildApp()
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
  writeFileSync(`${RECORD}.new`, wanted)
  renameSync(`${RECORD}.new`, RECORD)
  process.stderr.write(` ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
}
