// Invariants: an address has one open invitation in a business (unique index), and an invitation is accepted once: the
// update that says so asks whether it is open, in the transaction that gives the right.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/shapes.ts'
import { RIGHTS } from '#platform/http/rights.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { changeSeen } from '#platform/mongo/versioned.ts'
import { INVITATION_STATES, type Invitation, type InvitationId } from './invitation.ts'

export const invitationsCollection = defineCollection({
  name: 'invitations',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    staffId: objectId().optional(),
    name: z.string(),
    email: z.string(),
    right: z.enum(RIGHTS),
    locale: localeShape,
    state: z.enum(INVITATION_STATES),
    invitedBy: objectId(),
    acceptedBy: objectId().optional(),
    createdAt: date(),
    sentAt: date(),
    expiresAt: date(),
    sends: number(),
    version: number(),
    updatedAt: date().optional(),
  }),
  indexes: [
    {
      name: 'businessId_email',
      key: { businessId: 1, email: 1 },
      unique: true,
      partialFilterExpression: { state: 'open' },
    },
    { name: 'businessId_sentAt', key: { businessId: 1, sentAt: -1 } },
  ],
})

type InvitationDocument = DocumentOf<typeof invitationsCollection>

/** Open ones of a business, as many as anybody reads. */
const MOST = 200

export function createInvitationsStore(db: Db) {
  const invitations = collectionOf(db, invitationsCollection)
  const owned = (businessId: BusinessId, id: InvitationId) => ({
    businessId: toObjectId(businessId),
    _id: toObjectId(id),
  })
  return {
    /** @throws conflict `already_invited` */
    async insert({ id, businessId, staffId, invitedBy, acceptedBy: _, ...rest }: Invitation, tx: Tx): Promise<void> {
      const named = staffId ? { staffId: toObjectId(staffId) } : {}
      const document = { ...owned(businessId, id), ...rest, ...named, invitedBy: toObjectId(invitedBy) }
      try {
        await invitations.insertOne(document, { session: tx })
      } catch (error) {
        throw isDuplicateKey(error) ? conflict('already_invited') : error
      }
    },

    /** By its link, which names no business. */
    async byId(id: InvitationId): Promise<Invitation | null> {
      const found = await invitations.findOne({ _id: toObjectId(id) })
      return found && toInvitation(found)
    },

    async inBusiness(businessId: BusinessId, id: InvitationId, tx?: Tx): Promise<Invitation | null> {
      const found = await invitations.findOne(owned(businessId, id), { session: tx })
      return found && toInvitation(found)
    },

    /** Those that nobody has accepted or taken back, the last sent first. */
    async open(businessId: BusinessId): Promise<Invitation[]> {
      const found = await invitations
        .find({ businessId: toObjectId(businessId), state: 'open' })
        .sort({ sentAt: -1, _id: -1 })
        .limit(MOST)
        .toArray()
      return found.map(toInvitation)
    },

    sentSince: (businessId: BusinessId, since: Date): Promise<number> =>
      invitations.countDocuments({ businessId: toObjectId(businessId), sentAt: { $gt: since } }),

    /** @throws conflict `changed_meanwhile` */
    change: (
      { businessId, id, version }: Invitation,
      changes: Partial<Pick<Invitation, 'state' | 'sentAt' | 'expiresAt' | 'sends'>>,
      at: Date,
      tx: Tx,
    ): Promise<number> => changeSeen(invitations, owned(businessId, id), version, changes, at, tx),

    /** @throws conflict `invitation_used` */
    async accept({ businessId, id }: Invitation, acceptedBy: UserId, now: Date, tx: Tx): Promise<void> {
      const { matchedCount } = await invitations.updateOne(
        { ...owned(businessId, id), state: 'open', expiresAt: { $gt: now } },
        { $set: { state: 'accepted', acceptedBy: toObjectId(acceptedBy), updatedAt: now }, $inc: { version: 1 } },
        { session: tx },
      )
      if (matchedCount === 0) throw conflict('invitation_used')
    },
  }
}

export type InvitationsStore = ReturnType<typeof createInvitationsStore>

const toInvitation = ({
  _id,
  businessId,
  staffId,
  invitedBy,
  acceptedBy,
  updatedAt: _,
  ...rest
}: InvitationDocument): Invitation => ({
  ...rest,
  id: toId(String(_id)),
  businessId: toId(businessId),
  invitedBy: toId(invitedBy),
  ...(staffId ? { staffId: toId(staffId) } : {}),
  ...(acceptedBy ? { acceptedBy: toId(acceptedBy) } : {}),
})
