import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../../../test/harness/database.ts'
import { type Behaviour, must, refusal, tryBehaviours } from './behaviour.ts'

const { uri, client } = await testDatabase()

const behaviour = (work: Behaviour['try']): Behaviour => ({
  name: 'a behaviour',
  reliedOnBy: 'somebody',
  need: 'required',
  try: work,
})

const judged = async (work: Behaviour['try']) => (await tryBehaviours(uri, [behaviour(work)]))[0]

describe('a behaviour', () => {
  it('that is seen works, and may tell more', async () => {
    expect(await judged(async () => 'by a hair')).toMatchObject({ works: true, detail: 'by a hair' })
    expect(await judged(async () => undefined)).toMatchObject({ works: true, detail: null })
  })

  it('that is not seen tells in one line what was', async () => {
    const lines = async () => {
      must(false, 'another\n  thing')
      return undefined
    }
    expect(await judged(lines)).toMatchObject({ works: false, detail: 'another thing' })
    const lenient = async () => (await refusal(Promise.resolve('done'), 'it was taken')).message
    expect(await judged(lenient)).toMatchObject({ works: false, detail: 'it was taken' })
  })

  it('that never answers does not hold up the others', async () => {
    const verdicts = await tryBehaviours(
      uri,
      [behaviour(() => new Promise<undefined>(() => undefined)), behaviour(async () => undefined)],
      { limitMs: 100 },
    )
    expect(verdicts.map(({ works, detail }) => [works, detail])).toEqual([
      [false, 'no answer within 0.1 s'],
      [true, null],
    ])
  })

  it('is tried in a database that is gone afterwards', async () => {
    let name = ''
    await judged(async ({ db, fresh }) => {
      name = db.databaseName
      await (await fresh()).insertOne({})
      throw new Error('in the middle')
    })
    expect(name).toMatch(/^doctor_[0-9a-f]{12}$/)
    const { databases } = await client.db('admin').admin().listDatabases()
    expect(databases.map((database) => database.name)).not.toContain(name)
  })
})
