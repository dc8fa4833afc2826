import { z } from 'zod'
import { translationsShape } from '#kernel/localized-text.ts'
import { isZone } from '#kernel/time.ts'
import { AddressInput } from '#modules/businesses/businesses.contract.ts'
import { WeekInput } from './hours.ts'

/** As the owner writes them: `Авангард`, `Жилгородок`. */
export const DistrictsInput = z.array(z.string().trim().min(1).max(80)).max(100)

export const LocationInput = z.object({
  name: z.string().trim().min(1).max(120),
  translations: translationsShape('name', 'street', 'city', 'landmark').default({}),
  zone: z.string().max(60).refine(isZone),
  phone: z.string().trim().max(40).nullable().default(null),
  address: AddressInput.default({}),
  geo: z
    .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
    .nullable()
    .default(null),
  workingHours: WeekInput.default([]),
  servedDistricts: DistrictsInput.default([]),
})
export type NewLocation = z.input<typeof LocationInput>

export const AddressChange = LocationInput.pick({ translations: true, address: true, geo: true, phone: true })
