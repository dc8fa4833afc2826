import { beforeAll, describe, expect, test } from 'vitest'
import { aBusiness, type CatalogueDeps, catalogueDeps } from '../../../test/factories/catalogue.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { noticeOn } from './index.ts'

let deps: CatalogueDeps

beforeAll(async () => {
  deps = await catalogueDeps(await testDatabase())
})

const HOLIDAY = { text: 'Демалыстамыз', translations: { ru: { text: 'Мы в отпуске' } }, until: '2026-12-10' }

describe('unpublished, on holiday, by phone only', () => {
  test('are three states that do not touch each other', async () => {
    const { business, actor, plan } = await aBusiness(deps)
    await deps.businesses.setNotice(business.id, HOLIDAY, 1, actor)
    expect(await deps.businesses.byId(business.id)).toMatchObject({ isActive: true, onlineStop: null, notice: HOLIDAY })
    const before = await plan()
    await deps.businesses.setNotice(business.id, { text: 'Тек қоңырау арқылы' }, 2, actor)
    expect((await plan()).number).toBe(before.number)
    await deps.businesses.stopOnline(business.id, { until: '2026-12-10' }, 3, actor)
    const stopped = await deps.businesses.byId(business.id)
    expect(stopped).toMatchObject({ isActive: true, notice: { text: 'Тек қоңырау арқылы', until: null } })
    await deps.businesses.setActive(business.id, false, 4, actor)
    const hidden = await deps.businesses.byId(business.id)
    expect(hidden).toMatchObject({ isActive: false, onlineStop: { until: '2026-12-10' } })
    const bare = await deps.businesses.setNotice(business.id, null, 5, actor)
    expect(bare.notice).toBeNull()
    expect((await deps.businesses.byId(business.id))?.notice).toBeNull()
  })

  test('a double tap writes once; who saw an older page is told', async () => {
    const { business, actor } = await aBusiness(deps)
    const first = await deps.businesses.setNotice(business.id, HOLIDAY, 1, actor)
    expect(await deps.businesses.setNotice(business.id, HOLIDAY, 1, actor)).toEqual(first)
    await expect(deps.businesses.setNotice(business.id, null, 1, actor)).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
  })

  test.each([
    ['no text', { ...HOLIDAY, text: '  ' }],
    ['501 letters', { ...HOLIDAY, text: 'ә'.repeat(501) }],
    ['31 February', { ...HOLIDAY, until: '2026-02-31' }],
  ])('a notice of %s is refused', async (_, notice) => {
    const { business, actor } = await aBusiness(deps)
    await expect(deps.businesses.setNotice(business.id, notice, 1, actor)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

test('a notice is shown up to its last day, or until it is taken down', () => {
  expect(noticeOn({ notice: HOLIDAY }, '2026-12-10')).toEqual(HOLIDAY)
  expect(noticeOn({ notice: HOLIDAY }, '2026-12-11')).toBeNull()
  expect(noticeOn({ notice: { ...HOLIDAY, until: null } }, '2199-01-01')).not.toBeNull()
  expect(noticeOn({ notice: null }, '2026-12-10')).toBeNull()
})
