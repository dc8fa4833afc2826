import { describe, expect, test } from 'vitest'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { instantOf } from '#kernel/time.ts'
import { nextSuch, type PastVisit, usualOf } from './usual.ts'

const line = (service: string, staff: string | null, variant?: string) => ({
  serviceId: service as ServiceId,
  staffId: staff as StaffId | null,
  ...(variant ? { variant } : {}),
  ...{ name: service, staffName: staff },
})
const visit = (date: string, time: string, ...lines: PastVisit['lines']): PastVisit => ({
  ...{ date, time, lines, place: null, object: null },
})

describe('the usual', () => {
  test('is what was taken most often, on the weekday and at the hour it mostly was', () => {
    const usual = usualOf([
      visit('2026-11-21', '12:00', line('colour', 'anna')),
      visit('2026-11-17', '15:00', line('cut', 'anna')),
      visit('2026-10-20', '15:00', line('cut', 'anna')),
      visit('2026-09-23', '11:00', line('cut', 'anna')),
    ])
    expect(usual).toMatchObject({ lines: [{ serviceId: 'cut' }], weekday: 2, time: '15:00', times: 3 })
  })

  test('of two taken as often is the later one; another person or another way of doing it is another thing', () => {
    const all = [
      visit('2026-11-17', '15:00', line('cut', 'anna', 'long')),
      visit('2026-10-20', '10:00', line('cut', 'olga', 'long')),
      visit('2026-09-23', '11:00', line('cut', 'anna', 'short')),
    ]
    expect(usualOf(all)).toMatchObject({ lines: [{ staffId: 'anna', variant: 'long' }], times: 1, time: '15:00' })
    expect(usualOf([])).toBeNull()
  })

  test('comes next on its weekday, and not at an hour that is over', () => {
    const tuesday = { weekday: 2, time: '15:00' }
    const zone = 'Asia/Atyrau'
    const at = (date: string, minutes: number) => instantOf(date, minutes, zone)
    expect(nextSuch(tuesday, '2026-11-24', at('2026-11-24', 600), zone)).toBe(at('2026-11-24', 900))
    expect(nextSuch(tuesday, '2026-11-24', at('2026-11-24', 900), zone)).toBe(at('2026-12-01', 900))
    expect(nextSuch(tuesday, '2026-11-26', at('2026-11-26', 600), zone)).toBe(at('2026-12-01', 900))
  })
})
