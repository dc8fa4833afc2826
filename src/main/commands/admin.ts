import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { Refusal } from '#kernel/errors.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import { createApp } from '../app.ts'
import { type RunCommand, UsageError } from '../command.ts'
import { migrate } from '../product.ts'

const USAGE = [
  'admin create --email ADDRESS --name NAME [--password-stdin]',
  'The password comes from standard input, else from PLATFORM_ADMIN_PASSWORD, else one is made and printed once.',
].join('\n')

/** The first account of an installation: nobody can make an administrator from the web. */
export const run: RunCommand = async (args, { config, database, out, log, json }) => {
  const { email, name, passwordStdin } = read(args)
  const given = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : process.env.PLATFORM_ADMIN_PASSWORD
  const password = given || randomBytes(15).toString('base64url')
  const open = await database()
  await migrate(open, log)
  const { accounts } = createApp({ database: open, secret: config.secret })
  try {
    const user = await accounts.createUser({ email, name, password, role: 'admin' })
    out(`${user.name} <${user.email}> is an administrator now.`)
    if (!given) out(`Password, shown this once: ${password}`)
    await json({ id: user.id, email: user.email, role: user.role })
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fields = Array.isArray(error.details.fields) ? ` (${error.details.fields.join(', ')})` : ''
    log(`${errorText(translator('en'), error.code, error.details)}${fields}`)
    return 1
  }
}

function read(args: string[]): { email: string; name: string; passwordStdin: boolean } {
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const { email, name, 'password-stdin': passwordStdin = false } = values
    if (positionals.join() === 'create' && email && name) return { email, name, passwordStdin }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${USAGE}`.trim())
  }
  throw new UsageError(USAGE)
}
