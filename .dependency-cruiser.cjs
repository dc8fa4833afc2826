// The architecture, as data: a module may use modules of earlier tiers only; news travels upward as events.
const TIERS = [
  ['accounts'],
  ['diaries'],
  ['businesses'],
  ['locations'],
  ['services', 'staff', 'resources'],
  ['onboarding', 'clients', 'photos', 'drafts', 'blocks'],
  ['appointments'],
  ['payments', 'listings', 'queue', 'tablets', 'days-off'],
  ['audit', 'desk', 'callers'],
]
const MODULES = TIERS.flat()
const at = (names) => `^src/modules/(${names.join('|')})/`

const TEST = '\\.test\\.tsx?$'
const DOMAIN = '^src/modules/[^/]+/[^/.]+\\.ts$'
const PURE_PACKAGES = 'zod|temporal-polyfill|libphonenumber-js'
const BEHIND_A_SUFFIX = '\\.(store|routes|jobs|gateway|page|screen)\\.tsx?$'
const OFFICE_APP = '^src/office/app/'
const ISLANDS = ['^src/site/islands/', '/site/[^/]+\\.island\\.ts$']
// Plumbing without I/O, which domain files and use cases may use.
const PLAIN_PLATFORM = [
  '/contract\\.ts$',
  '^src/platform/events/(actor-name|tell-once)\\.ts$',
  '^src/platform/http/rights\\.ts$',
  '^src/platform/idempotency/already-done\\.ts$',
]
const VALUE = { dependencyTypesNot: ['type-only'] }

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'no-circular',
      'a cycle hides the direction of the design; types alone may name each other',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('no-unresolved', 'an import that is not found satisfies every other rule', {}, { couldNotResolve: true }),
    rule('every-module-has-a-tier', 'add the new module to TIERS', { path: '^src/modules/', pathNot: at(MODULES) }, {}),
    ...TIERS.map((tier, i) => [tier, TIERS.slice(i).flat()])
      .filter(([, others]) => others.length > 1)
      .map(([tier, others]) =>
        rule(
          `tier-${tier[0]}-looks-down`,
          'use a module of an earlier tier, or publish an event',
          { path: at(tier), pathNot: TEST },
          { path: at(others), pathNot: '^src/modules/$1/' },
        ),
      ),
    rule(
      'modules-meet-at-the-face',
      'import index.ts or the contract of another module',
      { path: '^src/modules/([^/]+)/', pathNot: TEST },
      { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$', '\\.contract\\.ts$'] },
    ),
    rule(
      'shells-meet-modules-at-the-face',
      'site, office and main import index.ts, a contract, routes, or what a module shows in its site/ and office/',
      { path: '^src/(site|office|main)/', pathNot: TEST },
      {
        path: '^src/modules/',
        pathNot: ['^src/modules/[^/]+/index\\.ts$', '\\.(contract|routes)\\.ts$', '^src/modules/[^/]+/(site|office)/'],
      },
    ),
    rule(
      'nobody-imports-main',
      'main composes; what others need of it is handed to them',
      { path: '^src/', pathNot: ['^src/main/', TEST] },
      { path: '^src/main/' },
    ),
    rule(
      'shells-stand-above-modules',
      'a module shows itself; pages that join several modules live in site/pages or office/pages',
      { path: '^src/modules/', pathNot: TEST },
      { path: '^src/(site|office)/pages/' },
    ),
    rule(
      'kernel-is-a-leaf',
      'kernel is plain values',
      { path: '^src/kernel/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/kernel/' },
    ),
    rule(
      'platform-knows-no-feature',
      'plumbing serves any feature',
      { path: '^src/platform/', pathNot: TEST },
      { path: '^src/(modules|site|office)/' },
    ),
    rule(
      'no-suffix-no-io',
      'a file without a role suffix is domain or a use case: it is handed what does I/O',
      { path: DOMAIN, pathNot: '/index\\.ts$' },
      { path: ['^src/platform/', BEHIND_A_SUFFIX], pathNot: PLAIN_PLATFORM, ...VALUE },
    ),
    rule(
      'domain-uses-pure-packages',
      'domain files may use packages without I/O only',
      { path: DOMAIN, pathNot: '/index\\.ts$' },
      { path: 'node_modules/', pathNot: `node_modules/(${PURE_PACKAGES})/`, ...VALUE },
    ),
    rule(
      'domain-knows-no-system',
      'files, sockets and processes are handed in',
      { path: DOMAIN, pathNot: '/index\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'only-stores-touch-mongo',
      'storage has one door per module',
      { path: '^src/(modules|site|office)/', pathNot: ['\\.store\\.ts$', TEST] },
      { path: ['^src/platform/mongo/', 'node_modules/(mongodb|bson)/'], ...VALUE },
    ),
    rule(
      'islands-see-kernel-contracts-and-domain',
      'keep server code out of the browser',
      { path: ISLANDS, pathNot: TEST },
      {
        path: '^src/|node_modules/',
        pathNot: [...ISLANDS, '^src/kernel/', '\\.contract\\.ts$', DOMAIN],
        ...VALUE,
      },
    ),
    rule(
      'islands-know-no-system',
      'a browser has no Node',
      { path: ISLANDS, pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'the-office-app-runs-in-a-browser',
      'it sees the kernel, contracts as types, texts and formats, and what the site shows without a server',
      { path: OFFICE_APP, pathNot: TEST },
      {
        path: '^src/',
        pathNot: [
          OFFICE_APP,
          '^src/kernel/',
          '^src/platform/i18n/(format|speak)\\.ts$',
          '^src/platform/i18n/texts/',
          '^src/platform/http/rights\\.ts$',
          '^src/office/links\\.ts$',
          '^src/office/styles/',
          '^src/site/(links\\.ts|components/)',
        ],
        ...VALUE,
      },
    ),
    rule(
      'islands-never-see-the-face',
      'the face builds the server half',
      { path: ISLANDS, pathNot: TEST },
      { path: '/index\\.ts$', ...VALUE },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.json$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
