// Where the demo's people live and what they drive, keep and carry: the same each time, for it goes by their phone.

import type { BookWish } from '#modules/appointments/index.ts'
import { type CatalogueBusiness, catalogue } from './catalogue.ts'
import type { Person } from './people.ts'
import { between, pick, type Random, randomFrom } from './random.ts'

const { streets, cars, pets, devices } = catalogue.clientThings
const LETTERS = [...'ABCDEKMNOPRTX']

/** What a booking of this service asks of this person. */
export function toldBy(person: Person, source: CatalogueBusiness, key: string): Pick<BookWish, 'place' | 'object'> {
  const service = source.services.find((one) => one.key === key)
  const random = randomFrom(`told/${person.phone}`)
  return {
    ...(service?.atClient ? { place: homeOf(random, source.servedDistricts ?? []) } : {}),
    ...(service?.object ? { object: thingOf[service.object](random) } : {}),
  }
}

const homeOf = (random: Random, districts: readonly string[]) => ({
  district: pick(random, districts),
  street: pick(random, streets),
  building: String(between(random, 1, 90)),
  apartment: String(between(random, 1, 80)),
  entrance: String(between(random, 1, 6)),
  floor: String(between(random, 1, 9)),
})

const thingOf = {
  car: (random: Random) => ({ plate: `${between(random, 100, 999)}${lettersOf(random)}06`, model: pick(random, cars) }),
  pet: (random: Random) => ({ ...pick(random, pets) }),
  device: (random: Random) => ({ model: pick(random, devices) }),
}

const lettersOf = (random: Random): string => [1, 2, 3].map(() => pick(random, LETTERS)).join('')
