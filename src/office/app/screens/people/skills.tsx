import { textIn } from '#kernel/localized-text.ts'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, NumberField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useDraft, useSaving } from '../settings/draft.ts'
import { SaveBar } from '../settings/save-bar.tsx'
import { TEAM_READS } from './new-person.tsx'
import type { Member } from './people.tsx'

type Service = Given<'GET /api/businesses/:businessId/price-list'>['services'][number]
type Skill = Member['services'][number]

/** What a person does; an empty price or duration is that of the price list. */
export function Skills({ member }: { member: Member }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead('GET /api/businesses/:businessId/price-list', { params: { businessId } })
  return (
    <Section title={t('people.skills')} hint={t('people.skillsHint')}>
      <Loaded from={read}>{({ services }) => <SkillsForm member={member} services={services} />}</Loaded>
    </Section>
  )
}

function SkillsForm({ member, services }: { member: Member; services: readonly Service[] }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const draft = useDraft({ skills: member.services })
  const save = useSaving('PUT /api/businesses/:businessId/staff/:staffId/skills', TEAM_READS, draft.clear)
  const { skills } = draft.value
  const put = (serviceId: Skill['serviceId'], skill: Skill | null) =>
    draft.set({ skills: [...skills.filter((one) => one.serviceId !== serviceId), ...(skill ? [skill] : [])] })
  return (
    <>
      <div className="buttons">
        <Button
          look="quiet"
          size="small"
          onClick={() =>
            draft.set({
              skills: services.map(({ id }) => skills.find(({ serviceId }) => serviceId === id) ?? { serviceId: id }),
            })
          }
        >
          {t('people.allServices')}
        </Button>
      </div>
      <ul className="rows">
        {services.map((service) => (
          <li key={service.id} className="skill">
            <SkillFields
              service={service}
              skill={skills.find(({ serviceId }) => serviceId === service.id) ?? null}
              onChange={(skill) => put(service.id, skill)}
            />
          </li>
        ))}
      </ul>
      <SaveBar
        draft={draft}
        busy={save.isPending}
        error={save.error}
        names={{ skills: t('people.skills') }}
        onSave={() =>
          save.mutate({
            params: { businessId, staffId: member.id },
            body: { services: skills, version: member.version },
          })
        }
      />
    </>
  )
}

function SkillFields({
  service,
  skill,
  onChange,
}: {
  service: Service
  skill: Skill | null
  onChange: (skill: Skill | null) => void
}) {
  const { t, f, locale } = useSay()
  const { id, price, priceFrom, duration, variants } = service
  const own = (terms: Partial<Skill>): Skill => {
    const { price: ownPrice, duration: ownDuration, ...rest } = { ...skill, ...terms, serviceId: id }
    return {
      ...rest,
      ...(ownPrice === undefined ? {} : { price: ownPrice }),
      ...(ownDuration === undefined ? {} : { duration: ownDuration }),
    }
  }
  return (
    <>
      <CheckField
        label={textIn(service, 'name', locale)}
        hint={`${f.duration(duration)} · ${f.price(price, priceFrom)}`}
        checked={skill !== null}
        onChange={(does) => onChange(does ? { serviceId: id } : null)}
      />
      {skill && variants.length === 0 && (
        <div className="times">
          <NumberField
            label={t('people.ownPrice')}
            unit="₸"
            value={skill.price ?? null}
            onChange={(next) => onChange(own({ price: next ?? undefined }))}
          />
          <NumberField
            label={t('people.ownDuration')}
            unit={f.minuteWord}
            value={skill.duration ?? null}
            onChange={(next) => onChange(own({ duration: next ?? undefined }))}
          />
        </div>
      )}
      {skill && variants.length > 0 && <p className="hint">{t('people.ownVariants')}</p>}
    </>
  )
}
