// Invariant: one account has one staff document in a business (unique index); its `right` is the only source of what
// the account may do there, read at each request.

import type { Db, ObjectId } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/shapes.ts'
import { onlineStopShape } from '#modules/businesses/index.ts'
import { RIGHTS, type Right } from '#platform/http/rights.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  tenge,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { changeSeen } from '#platform/mongo/versioned.ts'
import { type Member, type Skill, type StandIn, TIME_OFF_KINDS } from './member.ts'

const breaks = z.array(z.object({ startTime: z.string(), endTime: z.string() }))
const shift = { from: z.string(), to: z.string(), breaks }

export const staffCollection = defineCollection({
  name: 'staff',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    userId: objectId().optional(),
    right: z.enum(RIGHTS).optional(),
    /** A higher right for some days; in force from `from` until before `until`. */
    standIn: z
      .object({ right: z.enum(RIGHTS), first: z.string(), last: z.string(), from: date(), until: date() })
      .optional(),
    name: z.string(),
    title: z.string().optional(),
    translations: translationsShape('name', 'title').optional(),
    services: z.array(
      z.object({
        ...{ serviceId: objectId(), price: tenge().optional(), duration: number().optional() },
        variants: z
          .record(z.string(), z.object({ price: tenge().optional(), duration: number().optional() }))
          .optional(),
      }),
    ),
    schedule: z.union([
      z.object({ kind: z.literal('weekly'), days: z.array(z.object({ day: z.int().min(0).max(6), ...shift })) }),
      z.object({ kind: z.literal('rotation'), on: number(), off: number(), start: z.string(), ...shift }),
    ]),
    exceptions: z.array(z.object({ date: z.string(), shifts: z.array(z.object(shift)) })).optional(),
    timeOff: z.array(z.object({ from: date(), until: date(), kind: z.enum(TIME_OFF_KINDS) })).optional(),
    serves: z.enum(['all', 'women', 'men']),
    gender: z.enum(['woman', 'man']).optional(),
    onlineStop: onlineStopShape.optional(),
    kaspiQrLink: z.string().optional(),
    photo: z.string().optional(),
    isActive: z.boolean(),
    order: number(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    {
      name: 'businessId_userId',
      key: { businessId: 1, userId: 1 },
      unique: true,
      partialFilterExpression: { userId: { $exists: true } },
    },
    { name: 'userId', key: { userId: 1 }, sparse: true },
  ],
})

/** The standing right of an account, and what it stands in for. */
interface Holding {
  right: Right
  standIn: StandIn | null
}

type MemberDocument = DocumentOf<typeof staffCollection>

export function createStaffStore(db: Db) {
  const staff = collectionOf(db, staffCollection)
  const owned = (businessId: BusinessId, id: StaffId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })
  return {
    /** @throws conflict `already_member` */
    async insert({ id, businessId, version, ...member }: Member, at: Date, tx: Tx): Promise<void> {
      const fields = Object.fromEntries(Object.entries(toFields(member)).filter(([, value]) => value !== null))
      try {
        await staff.insertOne(
          { ...owned(businessId, id), ...(fields as MemberDocument), version, createdAt: at, updatedAt: at },
          { session: tx },
        )
      } catch (error) {
        throw isDuplicateKey(error) ? conflict('already_member') : error
      }
    },

    async byId(businessId: BusinessId, id: StaffId, tx?: Tx): Promise<Member | null> {
      const found = await staff.findOne(owned(businessId, id), tx ? { session: tx } : {})
      return found && toMember(found)
    },

    async ofBusiness(businessId: BusinessId): Promise<Member[]> {
      const found = await staff
        .find({ businessId: toObjectId(businessId) })
        .sort({ order: 1, _id: 1 })
        .batchSize(1000)
        .toArray()
      return found.map(toMember)
    },

    /** With the standing right and what it may stand in for. */
    async memberOf(userId: UserId, businessId: BusinessId, tx?: Tx): Promise<(Holding & { staffId: StaffId }) | null> {
      const found = await staff.findOne(
        { businessId: toObjectId(businessId), userId: toObjectId(userId) },
        { projection: { right: 1, standIn: 1 }, session: tx },
      )
      return found?.right
        ? { staffId: toId(String(found._id)), right: found.right, standIn: found.standIn ?? null }
        : null
    },

    /** How many accounts may do everything here. */
    owners: (businessId: BusinessId, tx: Tx): Promise<number> =>
      staff.countDocuments(
        { businessId: toObjectId(businessId), right: 'owner', userId: { $exists: true } },
        { session: tx },
      ),

    /** Every business where the account has a right, in the order it came there. */
    async businessesOf(userId: UserId): Promise<(Holding & { businessId: BusinessId; staffId: StaffId })[]> {
      const found = await staff
        .find({ userId: toObjectId(userId), right: { $exists: true } })
        .sort({ _id: 1 })
        .project<{ _id: ObjectId; businessId: ObjectId; right: Right; standIn?: StandIn }>({
          ...{ businessId: 1, right: 1, standIn: 1 },
        })
        .toArray()
      return found.map(({ _id, businessId, right, standIn = null }) => ({
        ...{ businessId: toId(businessId), staffId: toId(_id), right, standIn },
      }))
    },

    change(
      businessId: BusinessId,
      id: StaffId,
      seen: number,
      changes: Partial<Member>,
      at: Date,
      tx: Tx,
    ): Promise<number> {
      return changeSeen(staff, owned(businessId, id), seen, toFields(changes), at, tx)
    },
  }
}

export type StaffStore = ReturnType<typeof createStaffStore>

const toFields = ({ services, userId, ...fields }: Partial<Member>) => ({
  ...fields,
  ...(services ? { services: services.map(toSkill) } : {}),
  ...(userId === undefined ? {} : { userId: userId && toObjectId(userId) }),
})

const toSkill = ({ serviceId, price, duration, variants }: Skill) => ({
  serviceId: toObjectId(serviceId),
  ...(price === undefined ? {} : { price }),
  ...(duration === undefined ? {} : { duration }),
  ...(variants ? { variants } : {}),
})

const toMember = (document: MemberDocument): Member => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  userId: document.userId ? toId(document.userId) : null,
  right: document.right ?? null,
  standIn: document.standIn ?? null,
  name: document.name,
  title: document.title ?? '',
  translations: document.translations ?? {},
  services: document.services.map(({ serviceId, ...own }) => ({ serviceId: toId(serviceId), ...own })),
  schedule: document.schedule,
  exceptions: document.exceptions ?? [],
  timeOff: document.timeOff ?? [],
  serves: document.serves,
  gender: document.gender ?? null,
  onlineStop: document.onlineStop ?? null,
  kaspiQrLink: document.kaspiQrLink ?? null,
  photo: document.photo ?? null,
  isActive: document.isActive,
  order: document.order,
  version: document.version,
})
