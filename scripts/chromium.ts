import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findChromium } from '../test/harness/browser.ts'

/** The Chromium of this machine; installs one where there is none. @throws when that fails */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  const asRoot = process.getuid?.() === 0
  console.error('Installing Chromium (once)')
  if (asRoot && isDebian()) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'])
  } else {
    const libraries = asRoot ? ['--with-deps'] : []
    run('node_modules/.bin/playwright-core', ['install', ...libraries, 'chromium'])
  }
  const installed = findChromium()
  if (!installed) throw new Error('Chromium could not be installed. Install it, or name one: CHROMIUM=/path bin/test')
  return installed
}

// Ubuntu's package of the same name is an empty one that wants snap.
const isDebian = (): boolean =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && has('apt-get')

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

function run(command: string, args: string[]): void {
  execFileSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
