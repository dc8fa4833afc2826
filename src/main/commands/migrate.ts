import type { RunCommand } from '../command.ts'
import { migrate } from '../product.ts'

export const run: RunCommand = async (_args, { database, out }) => {
  await migrate(await database(), out)
  out('The database is as this version defines it.')
  return 0
}
