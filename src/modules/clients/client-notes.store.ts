import { z } from 'zod'
import { date, defineCollection, objectId } from '#platform/mongo/collection.ts'

export const clientNotesCollection = defineCollection({
  name: 'clientNotes',
  shape: z.object({
    _id: objectId().optional(),
    clientId: objectId(),
    businessId: objectId(),
    content: z.string(),
    type: z.enum(['general', 'preference', 'medical', 'allergy', 'formula', 'other']),
    createdAt: date(),
    createdBy: objectId().optional(),
    /** Copied from the author, who may leave. */
    authorName: z.string().optional(),
    isPrivate: z.boolean().optional(),
  }),
  indexes: [
    { name: 'clientId', key: { clientId: 1 } },
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'type', key: { type: 1 } },
  ],
})
