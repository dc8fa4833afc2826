// The form of a visit in the database: the specification's fields by their names and types, and ours beside them.

import { z } from 'zod'
import { LOCALES } from '#kernel/localized-text.ts'
import { PAYMENT_METHODS } from '#kernel/money.ts'
import { localeShape, translationsShape } from '#kernel/shapes.ts'
import { visitObjectShape, visitPlaceShape } from '#modules/clients/index.ts'
import { claimFromDocument, claimShape, claimToDocument } from '#modules/diaries/index.ts'
import {
  type DocumentOf,
  date,
  defineCollection,
  number,
  objectId,
  tenge,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import { type Appointment, type Line, STATUSES } from './appointment.ts'
import { PREFERENCES } from './cart.ts'
import { OUTSIDE } from './explain.ts'

export const lineShape = z.object({
  serviceId: objectId(),
  staffId: objectId().optional(),
  resourceIds: z.array(objectId()),
  startTime: date(),
  endTime: date(),
  price: tenge(),
  priceFrom: z.boolean().optional(),
  duration: number(),
  name: z.string(),
  translations: translationsShape('name').optional(),
  variant: z.string().optional(),
  variantName: z.string().optional(),
  variantTranslations: translationsShape('name').optional(),
  staffName: z.string().optional(),
})

export const appointmentsCollection = defineCollection({
  name: 'appointments',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    serviceId: objectId(),
    clientId: objectId(),
    staffId: objectId().optional(),
    startTime: date(),
    endTime: date(),
    status: z.enum(STATUSES),
    paymentStatus: z.enum(['pending', 'paid', 'refunded']),
    paymentMethod: z.enum(PAYMENT_METHODS).optional(),
    totalAmount: tenge(),
    notes: z.string().optional(),
    cancellationReason: z.string().optional(),
    cancelledBy: z.enum(['client', 'business']).optional(),
    cancelledAt: date().optional(),
    reminderSent: z.boolean().optional(),
    feedbackSubmitted: z.boolean().optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    locationId: objectId().optional(),
    services: z.array(lineShape).optional(),
    anyStaff: z.boolean().optional(),
    wall: z.object({ date: z.string(), time: z.string(), zone: z.string() }).optional(),
    businessDay: z.string().optional(),
    bookedAs: z.string().optional(),
    locale: localeShape.optional(),
    source: z.string().optional(),
    bookedBy: z.string().optional(),
    cancelUntil: date().optional(),
    claims: z.array(claimShape).optional(),
    prefer: z.enum(PREFERENCES).optional(),
    /** Whom the visit is for, where that is not who booked it. */
    forWhom: z.object({ kind: z.enum(['child', 'other']), name: z.string() }).optional(),
    /** The client's address whole, so that it can be forgotten in one stroke. */
    place: visitPlaceShape.optional(),
    object: visitObjectShape.optional(),
    confirmedAt: date().optional(),
    arrivedAt: date().optional(),
    /** Booked or moved over others by somebody who said why. */
    override: z.object({ reason: z.string(), by: z.string(), at: date() }).optional(),
    /** Stays though it falls outside: for which reasons, and who said so. */
    keptOutside: z.object({ reasons: z.array(z.enum(OUTSIDE)), by: z.string(), at: date() }).optional(),
    /** The version that the client was last told of. */
    toldVersion: number().optional(),
    /** Number of an unnamed walk-in on its business day; it stays when he gets a name. */
    walkIn: number().optional(),
    /** "I am late": by how many minutes, and when the client said so. */
    late: z.object({ minutes: number(), saidAt: date() }).optional(),
    version: number().optional(),
    linkVersion: number().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'clientId', key: { clientId: 1 } },
    { name: 'serviceId', key: { serviceId: 1 } },
    { name: 'status', key: { status: 1 } },
    { name: 'startTime', key: { startTime: 1 } },
    { name: 'endTime', key: { endTime: 1 } },
    { name: 'businessId_startTime', key: { businessId: 1, startTime: 1 } },
    { name: 'businessId_claims', key: { businessId: 1, 'claims.subject': 1, 'claims.from': 1 } },
    { name: 'bookedBy_createdAt', key: { bookedBy: 1, createdAt: 1 } },
    { name: 'businessId_clientId_startTime', key: { businessId: 1, clientId: 1, startTime: 1 } },
  ],
})

export type AppointmentDocument = DocumentOf<typeof appointmentsCollection>

export function toDocument(visit: Appointment): AppointmentDocument {
  const first = visit.services[0]
  if (!first) throw new Error('a visit has at least one service')
  return {
    _id: toObjectId(visit.id),
    businessId: toObjectId(visit.businessId),
    ...(visit.locationId ? { locationId: toObjectId(visit.locationId) } : {}),
    serviceId: toObjectId(first.serviceId),
    clientId: toObjectId(visit.clientId),
    ...(first.staffId ? { staffId: toObjectId(first.staffId) } : {}),
    services: visit.services.map(lineToDocument),
    anyStaff: visit.anyStaff,
    startTime: visit.startTime,
    endTime: visit.endTime,
    wall: visit.wall,
    businessDay: visit.businessDay,
    status: visit.status,
    paymentStatus: visit.paymentStatus,
    totalAmount: visit.totalAmount,
    ...present({ notes: visit.notes, bookedAs: visit.bookedAs, locale: visit.locale, source: visit.source }),
    ...present({ bookedBy: visit.bookedBy }),
    ...present({ cancelUntil: visit.cancelUntil, cancelledBy: visit.cancelledBy, cancelledAt: visit.cancelledAt }),
    ...present({ cancellationReason: visit.cancellationReason, forWhom: visit.forWhom, late: visit.late }),
    ...present({ place: visit.place, object: visit.object, override: visit.override }),
    ...present({ confirmedAt: visit.confirmedAt, arrivedAt: visit.arrivedAt, walkIn: visit.walkIn }),
    ...present({ keptOutside: visit.keptOutside }),
    prefer: visit.prefer,
    reminderSent: false,
    feedbackSubmitted: false,
    claims: visit.claims.map(claimToDocument),
    version: visit.version,
    linkVersion: visit.linkVersion,
    createdAt: visit.createdAt,
    updatedAt: visit.updatedAt,
  }
}

export const lineToDocument = ({ serviceId, staffId, resourceIds, ...line }: Line) => ({
  ...line,
  serviceId: toObjectId(serviceId),
  ...(staffId ? { staffId: toObjectId(staffId) } : {}),
  resourceIds: resourceIds.map(toObjectId),
})

const present = <Fields extends Record<string, unknown>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [Field in keyof Fields]?: NonNullable<Fields[Field]>
  }

export function fromDocument(document: AppointmentDocument): Appointment {
  const day = document.startTime.toISOString()
  return {
    id: toId(String(document._id)),
    businessId: toId(document.businessId),
    locationId: document.locationId ? toId(document.locationId) : null,
    clientId: toId(document.clientId),
    services: document.services?.map(lineFromDocument) ?? [foreignLine(document)],
    anyStaff: document.anyStaff ?? false,
    startTime: document.startTime,
    endTime: document.endTime,
    wall: document.wall ?? { date: day.slice(0, 10), time: day.slice(11, 16), zone: 'UTC' },
    businessDay: document.businessDay ?? day.slice(0, 10),
    status: document.status,
    totalAmount: document.totalAmount,
    paymentStatus: document.paymentStatus,
    notes: document.notes ?? null,
    bookedAs: document.bookedAs ?? null,
    locale: LOCALES.find((locale) => locale === document.locale) ?? null,
    source: document.source ?? null,
    bookedBy: document.bookedBy ?? null,
    cancelUntil: document.cancelUntil ?? null,
    cancelledBy: document.cancelledBy ?? null,
    cancelledAt: document.cancelledAt ?? null,
    cancellationReason: document.cancellationReason ?? null,
    prefer: document.prefer ?? 'least_wait',
    forWhom: document.forWhom ?? null,
    place: document.place ?? null,
    object: document.object ?? null,
    late: document.late ?? null,
    confirmedAt: document.confirmedAt ?? null,
    arrivedAt: document.arrivedAt ?? null,
    override: document.override ?? null,
    keptOutside: document.keptOutside ?? null,
    walkIn: document.walkIn ?? null,
    claims: (document.claims ?? []).map(claimFromDocument),
    version: document.version ?? 1,
    linkVersion: document.linkVersion ?? 1,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt ?? document.createdAt,
  }
}

export const lineFromDocument = (line: NonNullable<AppointmentDocument['services']>[number]): Line => ({
  serviceId: toId(line.serviceId),
  staffId: line.staffId ? toId(line.staffId) : null,
  resourceIds: line.resourceIds.map((id) => toId(id)),
  startTime: line.startTime,
  endTime: line.endTime,
  price: line.price,
  priceFrom: line.priceFrom ?? false,
  duration: line.duration,
  name: line.name,
  ...(line.translations ? { translations: line.translations } : {}),
  ...(line.variant === undefined ? {} : { variant: line.variant }),
  ...(line.variantName === undefined ? {} : { variantName: line.variantName }),
  ...(line.variantTranslations ? { variantTranslations: line.variantTranslations } : {}),
  ...(line.staffName ? { staffName: line.staffName } : {}),
})

/** A visit of a database that knew the specification's fields only: one service, named by whoever shows it. */
const foreignLine = (document: AppointmentDocument): Line => ({
  serviceId: toId(document.serviceId),
  staffId: document.staffId ? toId(document.staffId) : null,
  resourceIds: [],
  startTime: document.startTime,
  endTime: document.endTime,
  price: document.totalAmount,
  priceFrom: false,
  duration: Math.round((document.endTime.getTime() - document.startTime.getTime()) / 60_000),
  name: '',
})
