import { connect } from '#platform/mongo/connect.ts'
import { aggregation } from './aggregation.ts'
import { type Behaviour, type Limits, tryBehaviours, type Verdict } from './behaviour.ts'
import { claims } from './claims.ts'
import { documents } from './documents.ts'
import { indexes } from './indexes.ts'
import { factsOf, type ServerFacts, server } from './server.ts'
import { streams } from './streams.ts'
import { transactions } from './transactions.ts'

/** All that is relied on, in the order of the table. */
const BEHAVIOURS: readonly Behaviour[] = [
  ...claims,
  ...transactions,
  ...documents,
  ...indexes,
  ...aggregation,
  ...streams,
  ...server,
]

export interface Examination extends ServerFacts {
  /** Whether all that is required works. */
  fit: boolean
  verdicts: Verdict[]
}

/** Tries on the server, in a database of its own that is dropped afterwards, everything the product relies on. */
export async function examineServer(uri: string, limits: Limits = {}): Promise<Examination> {
  const { client, close } = await connect(uri)
  const facts = await factsOf(client).finally(close)
  const verdicts = await tryBehaviours(uri, BEHAVIOURS, limits)
  return { ...facts, fit: verdicts.every(({ works, need }) => works || need === 'optional'), verdicts }
}
