import { localDateAt, toMinute } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { CheckField, NumberField, SelectField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from './draft.ts'
import type { Profile } from './profile.tsx'
import { examplesOf, type Rules } from './rule-examples.ts'
import { SaveBar } from './save-bar.tsx'

const STEPS = [5, 10, 15, 20, 30, 60] as const

export default function RulesPart() {
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  return (
    <Loaded from={places}>
      {({ locations: [place] }) => (
        <Loaded from={read}>
          {(profile) => <RulesForm profile={profile} today={localDateAt(toMinute(new Date()), place?.zone ?? 'UTC')} />}
        </Loaded>
      )}
    </Loaded>
  )
}

type Numbers = { [N in keyof Rules]: Rules[N] extends number ? N : never }[keyof Rules]

function RulesForm({ profile, today }: { profile: Profile; today: string }) {
  const say = useSay()
  const { t, f } = say
  const { businessId } = useHere()
  const draft = useDraft<Rules>(profile.settings)
  const save = useSaving(
    'PATCH /api/businesses/:businessId/settings',
    ['GET /api/businesses/:businessId/profile'],
    draft.clear,
  )
  const { value, set } = draft
  const example = examplesOf(say, value, today)
  const { notificationPreferences: tells } = value
  const names: Partial<Record<keyof Rules, string>> = {
    appointmentLeadTime: t('settings.lead'),
    appointmentBuffer: t('settings.buffer'),
    allowCancellation: t('settings.cancelAllowed'),
    cancellationPeriod: t('settings.cancelPeriod'),
    notificationPreferences: t('settings.notify'),
    slotStep: t('settings.step'),
    bookingHorizon: t('settings.horizon'),
    maxWait: t('settings.wait'),
    graceMinutes: t('settings.grace'),
    holdMinutes: t('settings.hold'),
  }
  const number = (rule: Exclude<Numbers, 'slotStep'>, unit: string) => (
    <NumberField
      label={names[rule] ?? ''}
      unit={unit}
      hint={<output className="example">{example[rule]}</output>}
      value={value[rule]}
      onChange={(next) => set({ [rule]: next ?? 0 })}
    />
  )
  const minutes = f.minuteWord
  return (
    <>
      <Section title={t('settings.whenBooked')}>
        <div className="columns">
          {number('appointmentLeadTime', minutes)}
          {number('bookingHorizon', t('settings.days'))}
          <SelectField
            label={`${names.slotStep}, ${minutes}`}
            hint={<output className="example">{example.slotStep}</output>}
            value={String(value.slotStep)}
            choices={STEPS.map((step) => ({ value: String(step), says: String(step) }))}
            onChange={(step) => set({ slotStep: STEPS.find((one) => String(one) === step) ?? 15 })}
          />
          {number('holdMinutes', minutes)}
        </div>
      </Section>
      <Section title={t('settings.betweenVisits')}>
        <div className="columns">
          {number('appointmentBuffer', minutes)}
          {number('maxWait', minutes)}
          {number('graceMinutes', minutes)}
        </div>
      </Section>
      <Section title={t('settings.cancelling')}>
        <CheckField
          label={t('settings.cancelAllowed')}
          checked={value.allowCancellation}
          onChange={(allowCancellation) => set({ allowCancellation })}
        />
        {value.allowCancellation ? (
          number('cancellationPeriod', f.hourWord)
        ) : (
          <p className="hint">{example.cancellationPeriod}</p>
        )}
      </Section>
      <Section title={t('settings.notify')} hint={t('settings.notifyHint')}>
        {(['email', 'sms', 'telegram'] as const).map((channel) => (
          <CheckField
            key={channel}
            label={t(`settings.notify.${channel}`)}
            checked={tells[channel]}
            onChange={(on) => set({ notificationPreferences: { ...tells, [channel]: on } })}
          />
        ))}
      </Section>
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ ...names, settings: t('settings.rules') } as typeof names}
        onSave={() => save.mutate({ params: { businessId }, body: { settings: value, version: profile.version } })}
      />
    </>
  )
}
