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

interface FieldsProps {
  service: Service
  skill: Skill | null
  onChange: (skill: Skill | null) => void
}

function SkillFields({ service, skill, onChange }: FieldsProps) {
  const { f, locale } = useSay()
  const { id, price, priceFrom, duration, variants } = service
  return (
    <>
      <CheckField
        label={textIn(service, 'name', locale)}
        hint={`${f.duration(duration)} · ${f.price(price, priceFrom)}`}
        checked={skill !== null}
        onChange={(does) => onChange(does ? { serviceId: id } : null)}
      />
      {skill && variants.length === 0 && (
        <TermsFields terms={skill} onChange={(terms) => onChange({ serviceId: id, ...terms })} />
      )}
      {skill &&
        variants.map((variant) => (
          <TermsFields
            key={variant.key}
            of={textIn(variant, 'name', locale)}
            terms={skill.variants?.[variant.key] ?? {}}
            onChange={(terms) => onChange({ serviceId: id, variants: { ...skill.variants, [variant.key]: terms } })}
          />
        ))}
    </>
  )
}

interface Terms {
  price?: number | undefined
  duration?: number | undefined
}

/** Empty is as the price list says. */
function TermsFields({ of, terms, onChange }: { of?: string; terms: Terms; onChange: (terms: Terms) => void }) {
  const { t, f } = useSay()
  const { price, duration } = terms
  const put = (changes: Terms) =>
    onChange(
      Object.fromEntries(Object.entries({ price, duration, ...changes }).filter(([, value]) => value !== undefined)),
    )
  const named = (label: string) => (of ? `${of}: ${label}` : label)
  return (
    <div className="times">
      <NumberField
        label={named(t('people.ownPrice'))}
        unit="₸"
        value={price ?? null}
        onChange={(next) => put({ price: next ?? undefined })}
      />
      <NumberField
        label={named(t('people.ownDuration'))}
        unit={f.minuteWord}
        value={duration ?? null}
        onChange={(next) => put({ duration: next ?? undefined })}
      />
    </div>
  )
}
