// Invariants: one business per owner and one business per slug, both by unique indexes. `workingHours` and `address`
// mirror the default location: only locations writes them, in its own transaction.

import type { Db, Filter } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { LOCALES, type Translations } from '#kernel/localized-text.ts'
import { localeShape, translationsShape } from '#kernel/shapes.ts'
import type { WeekdayHours } from '#modules/diaries/index.ts'
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
import { type Address, type Business, DEFAULT_SETTINGS, PLACE_TEXTS, SLOT_STEPS } from './business.ts'

const text = () => z.string().optional()

const breakShape = z.object({ startTime: z.string(), endTime: z.string() })

/** As it is stored on a business, a service, a staff member. */
export const onlineStopShape = z.object({ until: z.string(), reason: z.string() })

export const businessesCollection = defineCollection({
  name: 'businesses',
  shape: z.object({
    _id: objectId().optional(),
    userId: z.string(),
    name: z.string(),
    category: z.string(),
    description: text(),
    contacts: z.object({ phone: text(), email: text() }).optional(),
    address: z
      .object({ street: text(), building: text(), city: text(), postalCode: text(), landmark: text() })
      .optional(),
    workingHours: z
      .array(
        z.object({
          day: z.int().min(0).max(6),
          isOpen: z.boolean().optional(),
          openTime: text(),
          closeTime: text(),
          breaks: z.array(breakShape).optional(),
        }),
      )
      .optional(),
    socialMedia: z.object({ instagram: text(), facebook: text(), twitter: text(), whatsapp: text() }).optional(),
    photos: z
      .object({ logo: text(), coverImage: text(), gallery: z.array(z.string()).optional(), door: text() })
      .optional(),
    features: z.array(z.string()).optional(),
    isActive: z.boolean().optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    settings: z
      .object({
        appointmentLeadTime: number().optional(),
        appointmentBuffer: number().optional(),
        allowCancellation: z.boolean().optional(),
        cancellationPeriod: number().optional(),
        notificationPreferences: z
          .object({ email: z.boolean().optional(), sms: z.boolean().optional(), telegram: z.boolean().optional() })
          .optional(),
        slotStep: z.literal(SLOT_STEPS).optional(),
        bookingHorizon: z.int().min(1).optional(),
        maxWait: number().optional(),
        graceMinutes: number().optional(),
        holdMinutes: number().optional(),
      })
      .optional(),
    onlineStop: onlineStopShape.optional(),
    notice: z
      .object({ text: z.string(), translations: translationsShape('text'), until: z.string().nullable() })
      .optional(),
    kaspiQrLink: text(),
    slug: text(),
    /** Addresses it had before: they lead to the present one, for printed QR codes. */
    formerSlugs: z.array(z.string()).optional(),
    mainLocale: localeShape.optional(),
    translations: translationsShape('name', 'description', ...PLACE_TEXTS).optional(),
    version: number().optional(),
  }),
  indexes: [
    // The specification's name for it. Partial, so that a plain equality on a real owner uses it.
    { name: 'ownerId', key: { userId: 1 }, unique: true, partialFilterExpression: { userId: { $gt: '' } } },
    { name: 'category', key: { category: 1 } },
    { name: 'isActive', key: { isActive: 1 } },
    {
      name: 'name_text_description_text',
      key: { name: 'text', description: 'text' },
      default_language: 'none',
      language_override: 'textLanguage',
    },
    { name: 'slug', key: { slug: 1 }, unique: true, partialFilterExpression: { slug: { $gt: '' } } },
    { name: 'formerSlugs', key: { formerSlugs: 1 } },
  ],
})

type BusinessDocument = DocumentOf<typeof businessesCollection>

export function createBusinessesStore(db: Db) {
  const businesses = collectionOf(db, businessesCollection)
  const one = async (filter: Filter<BusinessDocument>, tx?: Tx): Promise<Business | null> => {
    const found = await businesses.findOne(filter, tx ? { session: tx } : {})
    return found && toBusiness(found)
  }

  return {
    /** @throws conflict `owner_has_business` */
    async insert({ id, version, ...business }: Business, tx: Tx): Promise<void> {
      try {
        const fields = Object.fromEntries(Object.entries(business).filter(([, value]) => value !== null))
        await businesses.insertOne(
          {
            _id: toObjectId(id),
            ...(fields as unknown as Omit<BusinessDocument, '_id'>),
            updatedAt: business.createdAt,
            version,
          },
          { session: tx },
        )
      } catch (error) {
        if (isDuplicateKey(error) && String(error).includes('ownerId')) throw conflict('owner_has_business')
        throw error
      }
    },

    byId: (businessId: BusinessId, tx?: Tx): Promise<Business | null> => one({ _id: toObjectId(businessId) }, tx),
    /** Every business there is, for the doctor. */
    ids: async (): Promise<BusinessId[]> =>
      (await businesses.distinct('_id')).map((id) => toId<'business'>(String(id))),
    ofOwner: (userId: UserId): Promise<Business | null> => one({ userId }),

    /** By its present address, else by a former one: then the caller redirects to `slug`. */
    async bySlug(slug: string): Promise<Business | null> {
      return (await one({ slug })) ?? (await one({ formerSlugs: slug }))
    },

    async listActive({ category }: { category?: string | undefined } = {}): Promise<Business[]> {
      const filter = { isActive: true, slug: { $gt: '' }, ...(category ? { category } : {}) }
      return (await businesses.find(filter).sort({ name: 1 }).batchSize(1000).toArray()).map(toBusiness)
    },

    /** Where the public pages are, for search engines: of all the catalogue, so nothing but the addresses. */
    async activePages(): Promise<{ slug: string; changedAt: Date }[]> {
      const found = await businesses
        .find({ isActive: true, slug: { $gt: '' } }, { projection: { slug: 1, updatedAt: 1, createdAt: 1 } })
        .sort({ _id: 1 })
        .batchSize(10_000)
        .toArray()
      return found.map(({ slug = '', updatedAt, createdAt }) => ({ slug, changedAt: updatedAt ?? createdAt }))
    },

    /** Addresses that begin alike, present and former: none of them may be given away but to the business that had it. */
    async slugsLike(slug: string, tx: Tx, except?: BusinessId): Promise<Set<string>> {
      const range = { $gte: slug, $lt: `${slug}-\uffff` }
      const found = await businesses
        .find(
          { ...(except ? { _id: { $ne: toObjectId(except) } } : {}), $or: [{ slug: range }, { formerSlugs: range }] },
          { session: tx, projection: { slug: 1, formerSlugs: 1 } },
        )
        .toArray()
      return new Set(found.flatMap(({ slug: present, formerSlugs }) => [present ?? '', ...(formerSlugs ?? [])]))
    },

    change: (
      businessId: BusinessId,
      seen: number,
      changes: Record<string, unknown>,
      at: Date,
      tx: Tx,
    ): Promise<number> => changeSeen(businesses, { _id: toObjectId(businessId) }, seen, changes, at, tx),

    async addFormerSlug(businessId: BusinessId, slug: string, tx: Tx): Promise<void> {
      await businesses.updateOne({ _id: toObjectId(businessId) }, { $addToSet: { formerSlugs: slug } }, { session: tx })
    },

    /** What the default location says is what the business shows. */
    async mirror(businessId: BusinessId, { translations, ...fields }: MirrorOfPlace, tx: Tx): Promise<void> {
      await businesses.updateOne(
        { _id: toObjectId(businessId) },
        { $set: { ...fields, ...(translations ? placeTexts(translations) : {}) } },
        { session: tx },
      )
    },
  }
}

export interface MirrorOfPlace {
  address?: Address
  workingHours?: WeekdayHours[]
  /** Of the address only: name and description are the business's own. */
  translations?: Translations<(typeof PLACE_TEXTS)[number]>
}

/** Every text of the place, one by one; what is not told any more is empty, which is read as absent. */
const placeTexts = (translations: Translations<(typeof PLACE_TEXTS)[number]>): Record<string, string> =>
  Object.fromEntries(
    LOCALES.flatMap((locale) =>
      PLACE_TEXTS.map((text) => [`translations.${locale}.${text}`, translations[locale]?.[text] ?? '']),
    ),
  )

export type BusinessesStore = ReturnType<typeof createBusinessesStore>

function toBusiness(document: BusinessDocument): Business {
  const { settings = {}, workingHours = [] } = document
  return {
    id: toId(String(document._id)),
    userId: toId(document.userId),
    slug: document.slug ?? '',
    name: document.name,
    category: document.category,
    description: document.description ?? '',
    mainLocale: document.mainLocale ?? 'ru',
    translations: document.translations ?? {},
    contacts: document.contacts ?? {},
    address: document.address ?? {},
    workingHours: workingHours.map(({ day, isOpen = false, openTime = '', closeTime = '', breaks = [] }) => ({
      day,
      isOpen,
      openTime,
      closeTime,
      breaks,
    })),
    socialMedia: document.socialMedia ?? {},
    photos: document.photos ?? {},
    features: document.features ?? [],
    isActive: document.isActive ?? false,
    onlineStop: document.onlineStop ?? null,
    notice: document.notice ?? null,
    settings: {
      ...DEFAULT_SETTINGS,
      ...settings,
      notificationPreferences: { ...DEFAULT_SETTINGS.notificationPreferences, ...settings.notificationPreferences },
    },
    kaspiQrLink: document.kaspiQrLink ?? null,
    version: document.version ?? 1,
    createdAt: document.createdAt,
  }
}
