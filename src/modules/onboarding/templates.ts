// Price lists to begin with: what businesses of a category in Atyrau offer, for how long and how much.

import type { Locale, LocalizedText } from '#kernel/localized-text.ts'
import atelier from './templates/atelier.json' with { type: 'json' }
import barbershop from './templates/barbershop.json' with { type: 'json' }
import bath from './templates/bath.json' with { type: 'json' }
import beautySalon from './templates/beauty-salon.json' with { type: 'json' }
import carService from './templates/car-service.json' with { type: 'json' }
import carWash from './templates/car-wash.json' with { type: 'json' }
import cleaning from './templates/cleaning.json' with { type: 'json' }
import climate from './templates/climate.json' with { type: 'json' }
import clinic from './templates/clinic.json' with { type: 'json' }
import dentistry from './templates/dentistry.json' with { type: 'json' }
import education from './templates/education.json' with { type: 'json' }
import fitness from './templates/fitness.json' with { type: 'json' }
import kidsCenter from './templates/kids-center.json' with { type: 'json' }
import laser from './templates/laser.json' with { type: 'json' }
import massage from './templates/massage.json' with { type: 'json' }
import nails from './templates/nails.json' with { type: 'json' }
import optics from './templates/optics.json' with { type: 'json' }
import phoneRepair from './templates/phone-repair.json' with { type: 'json' }
import photo from './templates/photo.json' with { type: 'json' }
import spa from './templates/spa.json' with { type: 'json' }
import sportsField from './templates/sports-field.json' with { type: 'json' }
import toi from './templates/toi.json' with { type: 'json' }
import tyreService from './templates/tyre-service.json' with { type: 'json' }
import veterinary from './templates/veterinary.json' with { type: 'json' }

interface TemplateService {
  name: LocalizedText
  description?: LocalizedText
  duration: number
  price: number
  priceFrom?: boolean
  category: string
  after?: number
  atClient?: boolean
}

const TEMPLATES: Readonly<Record<string, readonly TemplateService[]>> = {
  atelier,
  barbershop,
  bath,
  'beauty-salon': beautySalon,
  'car-service': carService,
  'car-wash': carWash,
  cleaning,
  climate,
  clinic,
  dentistry,
  education,
  fitness,
  'kids-center': kidsCenter,
  laser,
  massage,
  nails,
  optics,
  'phone-repair': phoneRepair,
  photo,
  spa,
  'sports-field': sportsField,
  toi,
  'tyre-service': tyreService,
  veterinary,
}

/** In the reader's language, with the others beside it; of a category without a list none. */
export const templateOf = (category: string, locale: Locale) =>
  (Object.hasOwn(TEMPLATES, category) ? (TEMPLATES[category] ?? []) : []).map((service) => {
    const { name, description = {}, duration, price, priceFrom = false, after = 0, atClient = false } = service
    const others = (['kk', 'ru', 'en'] as const).filter((other) => other !== locale && name[other])
    return {
      ...{ name: name[locale] ?? '', description: description[locale] ?? '', category: service.category },
      ...{ duration, price, priceFrom, after, place: atClient ? ('client' as const) : ('business' as const) },
      translations: Object.fromEntries(
        others.map((other) => [
          other,
          { name: name[other], ...(description[other] ? { description: description[other] } : {}) },
        ]),
      ),
    }
  })
