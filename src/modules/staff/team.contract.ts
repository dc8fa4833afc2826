// Who works here, what each of them does and when: as the office writes it.

import { z } from 'zod'
import { idShape } from '#kernel/shapes.ts'
import { endpoint } from '#platform/http/contract.ts'
import { MAY } from '#platform/http/rights.ts'
import { DetailsInput, MemberInput, MemberView, ScheduleInput, SkillsInput } from './staff.contract.ts'

const OfBusiness = z.object({ businessId: idShape<'business'>() })
const seen = { version: z.int().min(1).describe('The version that was seen') }
const change = {
  method: 'PUT',
  may: MAY.changeTeam,
  idempotent: 'by nature',
  params: OfBusiness.extend({ staffId: idShape<'staff'>() }),
  returns: { 200: MemberView },
  refuses: ['changed_meanwhile', 'not_found'],
} as const
const ONE = '/api/businesses/:businessId/staff/:staffId'

export const team = {
  add: endpoint({
    method: 'POST',
    path: '/api/businesses/:businessId/staff',
    summary: 'Somebody who serves clients here; an account of his own is a matter of an invitation',
    may: MAY.changeTeam,
    idempotent: 'by key',
    params: OfBusiness,
    body: MemberInput.omit({ userId: true, right: true, kaspiQrLink: true }),
    returns: { 201: MemberView },
    refuses: ['not_found', 'key_reused'],
  }),
  setDetails: endpoint({
    ...change,
    path: `${ONE}/details`,
    summary: 'Name and title, as clients read them',
    body: DetailsInput.extend(seen),
  }),
  setSkills: endpoint({
    ...change,
    path: `${ONE}/skills`,
    summary: 'What a person does, with own prices and durations; booked visits keep theirs',
    body: z.object({ services: SkillsInput, ...seen }),
  }),
  setSchedule: endpoint({
    ...change,
    path: `${ONE}/schedule`,
    summary: 'Weekly hours or a rotation; booked visits stay as they are',
    body: z.object({ schedule: ScheduleInput, ...seen }),
  }),
  setActive: endpoint({
    ...change,
    path: `${ONE}/active`,
    summary: 'Whether clients can book this person; the right to work in the office stays',
    body: z.object({ isActive: z.boolean(), ...seen }),
  }),
} as const
