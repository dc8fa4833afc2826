import type { ReactNode } from 'react'
import { Navigate, useParams } from 'react-router'
import { MAY } from '#platform/http/rights.ts'
import { useRead } from '../../queries.ts'
import { useHere } from '../../session.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ContactsStep } from './contacts-step.tsx'
import { HoursStep } from './hours-step.tsx'
import { DoneStep, KaspiStep, LinkStep, PhotosStep, PublishStep } from './last-steps.tsx'
import { PeopleStep } from './people-step.tsx'
import { ServicesStep } from './services-step.tsx'
import { guidePath, nextStep, STEPS, type Step } from './steps.ts'

const PARTS: Readonly<Record<Step, () => ReactNode>> = {
  services: ServicesStep,
  hours: HoursStep,
  contacts: ContactsStep,
  people: PeopleStep,
  photos: PhotosStep,
  kaspi: KaspiStep,
  link: LinkStep,
  publish: PublishStep,
  done: DoneStep,
}

/** The steps after the name. Without one in the address it is the first that lacks something. */
export default function Guide() {
  const { businessId, may } = useHere()
  const { step } = useParams()
  const read = useRead(
    'GET /api/businesses/:businessId/readiness',
    { params: { businessId } },
    { enabled: may(MAY.changeBusiness) },
  )
  if (!may(MAY.changeBusiness)) return <Navigate replace to={`/office/b/${businessId}`} />
  const Part = STEPS.find((one) => one === step)
  if (!Part)
    return <Loaded from={read}>{(ready) => <Navigate replace to={guidePath(businessId, nextStep(ready))} />}</Loaded>
  const Shown = PARTS[Part]
  return <Shown key={Part} />
}
