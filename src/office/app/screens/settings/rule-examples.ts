// What a rule means, as a sentence that moves while the rule is changed. All of them speak of one coming Tuesday.

import { addDays, DAY, type LocalDate, wallTimeOf, weekday } from '#kernel/time.ts'
import type { Formats } from '#platform/i18n/format.ts'
import type { T } from '#platform/i18n/speak.ts'
import type { Profile } from './profile.tsx'

export type Rules = Profile['settings']

const TUESDAY = 2
const THREE = 15 * 60

/** The next Tuesday after a day. */
const tuesdayAfter = (today: LocalDate): LocalDate => addDays(today, ((TUESDAY + 7 - weekday(today) - 1) % 7) + 1)

/** `13:00` on the Tuesday itself, else with its day. */
function momentBefore(f: Formats, tuesday: LocalDate, minutes: number): string {
  const at = THREE - minutes
  const days = Math.floor(at / DAY)
  const time = wallTimeOf(((at % DAY) + DAY) % DAY)
  return days === 0 ? time : f.moment(addDays(tuesday, days), time)
}

export function examplesOf({ t, f }: { t: T; f: Formats }, rules: Rules, today: LocalDate) {
  const tuesday = tuesdayAfter(today)
  const time = (minutes: number) => wallTimeOf(minutes % DAY)
  const starts = [0, 1, 2, 3].map((step) => time(10 * 60 + step * rules.slotStep)).join(' · ')
  return {
    appointmentLeadTime: t('settings.leadExample', { when: momentBefore(f, tuesday, rules.appointmentLeadTime) }),
    appointmentBuffer: t('settings.bufferExample', { time: time(16 * 60 + rules.appointmentBuffer) }),
    cancellationPeriod: rules.allowCancellation
      ? t('settings.cancelExample', { when: momentBefore(f, tuesday, rules.cancellationPeriod * 60) })
      : t('settings.cancelOffExample'),
    slotStep: t('settings.stepExample', { times: starts }),
    bookingHorizon: t('settings.horizonExample', { date: f.day(addDays(today, rules.bookingHorizon)) }),
    maxWait: t('settings.waitExample', { time: time(16 * 60 + rules.maxWait) }),
    graceMinutes: t('settings.graceExample', { time: time(THREE + rules.graceMinutes) }),
    holdMinutes: t('settings.holdExample', { time: time(THREE + rules.holdMinutes) }),
  }
}
