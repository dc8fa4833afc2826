import type { Limits, Verdict } from '#platform/doctor/server/behaviour.ts'
import { examineServer } from '#platform/doctor/server/examine.ts'
import type { CommandContext } from '../command.ts'

/** Prints what of all we rely on the server does. Fails only for what the product is not right without. */
export async function tellServer(context: CommandContext, limits: Limits = {}): Promise<number> {
  const examination = await examineServer(await context.databaseUri(), limits)
  const { product, version, isMongodb, topology, verdicts, fit } = examination
  context.out(`${product}, answers as ${version}, ${topology}; ${isMongodb ? 'MongoDB itself' : 'not MongoDB itself'}`)
  const widths = [widest(verdicts, 'name'), widest(verdicts, 'reliedOnBy')] as const
  for (const verdict of verdicts) context.out(line(verdict, widths))
  context.out(fit ? 'All that is required works.' : 'Not fit: something required does not work.')
  await context.json(examination)
  return fit ? 0 : 1
}

const widest = (verdicts: readonly Verdict[], field: 'name' | 'reliedOnBy'): number =>
  Math.max(...verdicts.map((verdict) => verdict[field].length))

function line(verdict: Verdict, [name, reliedOnBy]: readonly [number, number]): string {
  const mark = verdict.works ? 'ok  ' : verdict.need === 'required' ? 'BAD ' : 'no  '
  const columns = [mark, verdict.name.padEnd(name), verdict.reliedOnBy.padEnd(reliedOnBy), verdict.need.padEnd(8)]
  return [...columns, verdict.detail ?? ''].join('  ').trimEnd()
}
