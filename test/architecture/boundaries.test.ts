// Each rule of .dependency-cruiser.cjs is seen to fire on a violation planted for it: a rule whose pattern matches
// nothing, or an import that is not resolved, would pass for ever.

import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

const CONFIG = '.dependency-cruiser.cjs'
const require = createRequire(import.meta.url)
const config = require(resolve(CONFIG)) as { forbidden: { name: string }[] }

interface Cruise {
  modules: { source: string }[]
  summary: { violations: { from: string; to: string; rule: { name: string } }[] }
}

async function cruise(cwd: string): Promise<Cruise> {
  const args = [resolve('node_modules/.bin/depcruise'), 'src', '--config', CONFIG, '--output-type', 'json']
  const run = promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 256 * 2 ** 20 })
  // It exits with the number of violations.
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  return JSON.parse(stdout) as Cruise
}

/** A tree in which nothing is wrong. */
const SOUND = {
  'src/kernel/egg.ts': 'export const egg = 1',
  'src/kernel/hen.ts': `import './egg.ts'\nexport const hen = 1`,
  'src/kernel/text.ts': `export const text = 'text'`,
  'src/platform/mongo/connect.ts': `import 'mongodb'\nimport '#kernel/text.ts'\nexport const connect = 1`,
  'src/platform/events/events.store.ts': 'export const events = 1',
  'src/modules/accounts/index.ts': `import '#platform/events/events.store.ts'\nimport './accounts.store.ts'\nexport const accounts = 1`,
  'src/modules/accounts/accounts.contract.ts': `import 'zod'\nexport const contract = 1`,
  'src/modules/accounts/account.ts': `import 'temporal-polyfill'\nimport '#kernel/text.ts'\nexport const account = 1`,
  'src/modules/accounts/accounts.store.ts': `import '#platform/mongo/connect.ts'\nexport interface Stored { a: 1 }\nexport const store = 1`,
  'src/modules/accounts/sign-in.ts': `import type { Stored } from './accounts.store.ts'\nexport type Answer = Stored`,
  'src/modules/diaries/index.ts': `import '#modules/accounts/index.ts'\nexport const diaries = 1`,
  'src/modules/businesses/index.ts': 'export const businesses = 1',
  'src/modules/locations/index.ts': 'export const locations = 1',
  'src/modules/services/index.ts': 'export const services = 1',
  'src/modules/services/services.store.ts': 'export const store = 1',
  'src/modules/staff/index.ts': 'export const staff = 1',
  'src/modules/clients/index.ts': 'export const clients = 1',
  'src/modules/appointments/index.ts': 'export const appointments = 1',
  'src/modules/appointments/times.ts': 'export const times = 1',
  'src/modules/appointments/site/times.island.ts': `import '../times.ts'\nimport '#kernel/text.ts'\nexport const island = 1`,
  'src/modules/payments/index.ts': 'export const payments = 1',
  'src/modules/listings/index.ts': 'export const listings = 1',
  'src/modules/desk/index.ts': 'export const desk = 1',
  'src/site/pages/home.page.tsx': `import '#modules/services/index.ts'\nimport '#modules/accounts/index.ts'\nexport const home = 1`,
  'src/office/pages/day.page.tsx': `import '#modules/appointments/index.ts'\nexport const day = 1`,
  'src/main/app.ts': `import '#site/pages/home.page.tsx'\nimport '#office/pages/day.page.tsx'\nexport const app = 1`,
}

/** [rule, file, what the file imports]: one violation for each rule, and more where a rule guards several places. */
const PLANTED: [rule: string, file: string, imports: string][] = [
  ['no-circular', 'src/kernel/egg.ts', './hen.ts'],
  ['no-unresolved', 'src/kernel/lost.ts', './nowhere.ts'],
  ['every-module-has-a-tier', 'src/modules/stray/index.ts', '#kernel/text.ts'],
  ['tier-accounts-looks-down', 'src/modules/accounts/index-of-visits.store.ts', '#modules/appointments/index.ts'],
  ['tier-diaries-looks-down', 'src/modules/diaries/up.store.ts', '#modules/businesses/index.ts'],
  ['tier-businesses-looks-down', 'src/modules/businesses/up.ts', '#modules/locations/index.ts'],
  ['tier-locations-looks-down', 'src/modules/locations/up.ts', '#modules/services/index.ts'],
  ['tier-services-looks-down', 'src/modules/services/sideways.ts', '#modules/staff/index.ts'],
  ['tier-services-looks-down', 'src/modules/services/site/list.page.tsx', '#modules/appointments/index.ts'],
  ['tier-services-looks-down', 'src/modules/staff/office/team.page.tsx', '#modules/clients/index.ts'],
  ['tier-onboarding-looks-down', 'src/modules/clients/up.ts', '#modules/appointments/index.ts'],
  ['tier-appointments-looks-down', 'src/modules/appointments/up.ts', '#modules/payments/index.ts'],
  ['tier-payments-looks-down', 'src/modules/payments/sideways.ts', '#modules/listings/index.ts'],
  ['tier-audit-looks-down', 'src/modules/audit/sideways.ts', '#modules/desk/index.ts'],
  ['modules-meet-at-the-face', 'src/modules/appointments/peek.ts', '#modules/accounts/account.ts'],
  ['shells-meet-modules-at-the-face', 'src/site/pages/peek.page.tsx', '#modules/services/services.store.ts'],
  ['shells-meet-modules-at-the-face', 'src/office/pages/peek.page.tsx', '#modules/services/services.store.ts'],
  ['nobody-imports-main', 'src/office/wiring.ts', '#main/app.ts'],
  ['nobody-imports-main', 'src/modules/clients/wiring.ts', '#main/app.ts'],
  ['shells-stand-above-modules', 'src/modules/services/site/home-link.tsx', '#site/pages/home.page.tsx'],
  ['shells-stand-above-modules', 'src/modules/services/office/day-link.tsx', '#office/pages/day.page.tsx'],
  ['kernel-is-a-leaf', 'src/kernel/feature.ts', '#modules/services/index.ts'],
  ['platform-knows-no-feature', 'src/platform/http/feature.ts', '#modules/services/index.ts'],
  ['no-suffix-no-io', 'src/modules/clients/find-all.ts', '#platform/events/events.store.ts'],
  ['no-suffix-no-io', 'src/modules/services/load.ts', './services.store.ts'],
  ['domain-uses-pure-packages', 'src/modules/clients/render.ts', 'react-dom/server'],
  ['domain-knows-no-system', 'src/modules/clients/read-file.ts', 'node:fs'],
  ['only-stores-touch-mongo', 'src/modules/clients/clients.routes.ts', '#platform/mongo/connect.ts'],
  ['only-stores-touch-mongo', 'src/modules/clients/clients.jobs.ts', 'mongodb'],
  ['only-stores-touch-mongo', 'src/modules/clients/site/mine.page.tsx', 'mongodb'],
  ['islands-see-kernel-contracts-and-domain', 'src/site/islands/query.ts', '#platform/mongo/connect.ts'],
  [
    'islands-see-kernel-contracts-and-domain',
    'src/modules/clients/site/mine.island.ts',
    '#platform/events/events.store.ts',
  ],
  ['the-office-app-runs-in-a-browser', 'src/office/app/screens/bad.tsx', '#modules/services/index.ts'],
  ['the-office-app-runs-in-a-browser', 'src/office/app/worse.ts', '#platform/mongo/connect.ts'],
  ['islands-know-no-system', 'src/site/islands/files.ts', 'node:fs'],
  ['islands-never-see-the-face', 'src/site/islands/face.ts', '#modules/services/index.ts'],
]

const trees: string[] = []

async function plant(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'boundaries-'))
  trees.push(root)
  await symlink(resolve('node_modules'), join(root, 'node_modules'))
  for (const file of [CONFIG, 'package.json', 'tsconfig.json']) await copyFile(file, join(root, file))
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), `${content}\n`)
  }
  return root
}

afterAll(() => Promise.all(trees.map((tree) => rm(tree, { recursive: true, force: true }))))

describe('boundaries', () => {
  let found: string[] = []

  beforeAll(async () => {
    const violations = PLANTED.map(([, file, imports]) => [file, `import '${imports}'\nexport const planted = 1`])
    const { summary } = await cruise(await plant({ ...SOUND, ...Object.fromEntries(violations) }))
    found = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
  })

  it('find nothing in a sound tree', async () => {
    const { summary } = await cruise(await plant(SOUND))
    expect(summary.violations).toEqual([])
  })

  it.each(PLANTED)('%s fires in %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`)
  })

  it('have a planted violation for every rule', () => {
    const planted = new Set(PLANTED.map(([rule]) => rule))
    expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
  })

  it('are checked over the whole of src', async () => {
    const { modules } = await cruise('.')
    const cruised = modules.filter(({ source }) => source.startsWith('src/'))
    expect(cruised.length).toBeGreaterThan((await sourceFiles()).length * 0.9)
  })
})
