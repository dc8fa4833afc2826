import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { keyOf } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { GuideFrame } from './guide-frame.tsx'
import { guidePath, STEPS, type Step } from './steps.ts'

interface PartProps {
  step: Step
  title: string
  hint?: string
  /** Saves what is here, then goes on; absent: there is nothing to save. */
  onNext?: () => void
  next?: string
  busy?: boolean
  /** The step may be left for later. */
  canSkip?: boolean
  children: ReactNode
}

/** Goes to the step after this one; what was read before is read anew there. */
export function useOn(step: Step): () => void {
  const { businessId } = useHere()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: keyOf('GET /api/businesses/:businessId/readiness') })
    navigate(guidePath(businessId, STEPS[STEPS.indexOf(step) + 1] ?? 'done'))
  }
}

export function GuideStep({ step, title, hint, onNext, next, busy = false, canSkip, children }: PartProps) {
  const { t } = useSay()
  const { businessId } = useHere()
  const navigate = useNavigate()
  const on = useOn(step)
  const at = STEPS.indexOf(step)
  const before = STEPS[at - 1]
  return (
    <GuideFrame
      at={at}
      title={title}
      {...(hint ? { hint } : {})}
      foot={
        <>
          <Button wide size="big" busy={busy} onClick={onNext ?? on}>
            {next ?? t('start.next')}
          </Button>
          <div className="buttons buttons-equal">
            {before && (
              <Button look="quiet" size="small" onClick={() => navigate(guidePath(businessId, before))}>
                {t('common.back')}
              </Button>
            )}
            {canSkip && (
              <Button look="quiet" size="small" onClick={on}>
                {t('start.skip')}
              </Button>
            )}
          </div>
        </>
      }
    >
      {children}
    </GuideFrame>
  )
}
