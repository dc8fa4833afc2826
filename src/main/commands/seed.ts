import type { RunCommand } from '../command.ts'
import { loadDemo, migrate } from '../product.ts'

export const run: RunCommand = async (_args, { config, database, out, log, json }) => {
  const opened = await database()
  await migrate(opened, log)
  const signIns = await loadDemo(config, opened, log)
  for (const { who, email, password } of signIns) out(`${who.padEnd(32)} ${email.padEnd(40)} ${password}`)
  await json(signIns)
  return 0
}
