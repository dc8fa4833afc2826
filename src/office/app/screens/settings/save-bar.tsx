import { Banner } from '#site/components/banner.tsx'
import { Refused } from '../../api.ts'
import { textOf, useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import type { Draft } from './draft.ts'

interface Props<Form extends object> {
  draft: Draft<Form>
  busy: boolean
  error: Error | null
  /** Names of the fields, to say which of them is wrong or was changed by somebody else. */
  names: Partial<Record<keyof Form & string, string>>
  onSave: () => void
}

/** At the foot of a form with something unsaved in it: save it, take it back, or settle who was first. */
export function SaveBar<Form extends object>({ draft, busy, error, names, onSave }: Props<Form>) {
  const say = useSay()
  const { t } = say
  if (!draft.isChanged && !error) return null
  const nameOf = (field: string) => names[field as keyof Form & string] ?? ''
  return (
    <div className="save-bar">
      {draft.clashes.length > 0 ? (
        <Banner tone="warn">
          <p>{t('settings.clash')}</p>
          <ul className="plain-list">
            {draft.clashes.map(({ field, theirs }) => (
              <li key={field}>
                {nameOf(field)}
                {isShort(theirs) && `: ${theirs}`}
              </li>
            ))}
          </ul>
          <div className="buttons">
            <Button size="small" onClick={draft.keepMine}>
              {t('settings.keepMine')}
            </Button>
            <Button size="small" look="secondary" onClick={draft.takeTheirs}>
              {t('settings.takeTheirs')}
            </Button>
          </div>
        </Banner>
      ) : (
        <>
          {error && <Wrong error={error} nameOf={nameOf} />}
          {draft.isChanged && (
            <div className="buttons">
              <Button busy={busy} onClick={onSave}>
                {t('app.save')}
              </Button>
              <Button look="secondary" onClick={draft.clear}>
                {t('settings.takeBack')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}

const isShort = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value.length > 0 && value.length <= 80)

/** A refusal in words, with the names of the fields it is about. */
export function Wrong({ error, nameOf = () => '' }: { error: unknown; nameOf?: (field: string) => string }) {
  const say = useSay()
  const fields = error instanceof Refused && Array.isArray(error.details.fields) ? error.details.fields : []
  const named = [...new Set(fields.map((path) => String(path).split('.').map(nameOf).find(Boolean)))].filter(Boolean)
  return (
    <Banner tone="bad">
      <p>
        {error instanceof Refused && error.code === 'changed_meanwhile'
          ? say.t('settings.changedMeanwhile')
          : textOf(say, error)}
      </p>
      {named.length > 0 && <p className="strong">{named.join(', ')}</p>}
    </Banner>
  )
}
