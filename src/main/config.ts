import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MAIL_ENVIRONMENT, type SmtpConfig, smtpOf } from './mail-config.ts'
import { S3_ENVIRONMENT, type S3Config, s3Of } from './storage-config.ts'

export interface Config {
  readonly port: number
  readonly host: string
  /** Where browsers reach the platform, when the operator has said so; else each request's own host counts. */
  readonly url: string | null
  readonly home: string
  /** Signs links and cookies. All servers of one database share it. */
  readonly secret: string
  readonly mongodbUri: string | null
  /** Opens /metrics to whoever bears it; there is none without. */
  readonly metricsToken: string | null
  /** null: only into an empty database that we started ourselves. */
  readonly demo: boolean | null
  /** The bucket that files lie in; null: a folder of the home. */
  readonly s3: S3Config
  /** The mail server; null: mails stay on this machine. */
  readonly smtp: SmtpConfig
  /** Whether MongoDB may be fetched from the network where it is not installed. */
  readonly download: boolean
}

/** What the environment says wrong; the message names every variable that needs a change. */
export class ConfigError extends Error {}

const SECRET_LENGTH = 32
const TOKEN_LENGTH = 16

const environment = z.object({
  PORT: z.coerce
    .number('a number')
    .int('a whole number')
    .min(1, 'at least 1')
    .max(65_535, 'at most 65535')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PLATFORM_URL: z.url({ protocol: /^https?$/, error: 'an address like https://example.kz' }).optional(),
  PLATFORM_HOME: z.string().min(1).optional(),
  PLATFORM_SECRET: z.string().min(SECRET_LENGTH, `at least ${SECRET_LENGTH} characters long`).optional(),
  PLATFORM_METRICS_TOKEN: z.string().min(TOKEN_LENGTH, `at least ${TOKEN_LENGTH} characters long`).optional(),
  ...S3_ENVIRONMENT,
  ...MAIL_ENVIRONMENT,
  PLATFORM_DEMO: z.enum(['0', '1'], '0 or 1').optional(),
  PLATFORM_DB_DOWNLOAD: z.enum(['0', '1'], '0 or 1').default('1'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'an address like mongodb://host:27017/?replicaSet=name')
    .optional(),
})

/** @throws ConfigError */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that is not set.
  const given = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!given.success) {
    const lines = given.error.issues.map(({ path, message }) => `  ${path.join('.')} must be ${message}`)
    throw new ConfigError(['These variables need a change:', ...lines].join('\n'))
  }
  const {
    PORT,
    HOST,
    PLATFORM_URL,
    PLATFORM_HOME,
    PLATFORM_SECRET,
    PLATFORM_METRICS_TOKEN,
    PLATFORM_DEMO,
    PLATFORM_DB_DOWNLOAD,
    MONGODB_URI,
  } = given.data
  const home = resolve(PLATFORM_HOME ?? join(homedir(), '.local-business-platform'))
  if (MONGODB_URI && !PLATFORM_SECRET) {
    throw new ConfigError(
      'With MONGODB_URI, PLATFORM_SECRET must be set too: every server of this database signs links and cookies with it.\n' +
        '  Make one and keep it: openssl rand -base64 32',
    )
  }
  const s3 = s3Of(given.data)
  if (s3 && 'missing' in s3) {
    throw new ConfigError(`To keep files in S3, these variables must be set too:\n  ${s3.missing.join('\n  ')}`)
  }
  const smtp = smtpOf(given.data)
  if (smtp && 'missing' in smtp) throw new ConfigError(`To send mails, ${smtp.missing} must be set too`)
  return {
    port: PORT,
    host: HOST,
    url: PLATFORM_URL ? new URL(PLATFORM_URL).origin : null,
    home,
    secret: PLATFORM_SECRET ?? secretIn(home),
    mongodbUri: MONGODB_URI ?? null,
    metricsToken: PLATFORM_METRICS_TOKEN ?? null,
    demo: PLATFORM_DEMO === undefined ? null : PLATFORM_DEMO === '1',
    s3,
    smtp,
    download: PLATFORM_DB_DOWNLOAD === '1',
  }
}

// Made once per installation; whoever is first creates it, all others read it.
function secretIn(home: string): string {
  const file = join(home, 'secret')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${randomBytes(SECRET_LENGTH).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
