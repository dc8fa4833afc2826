import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { textIn } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { hoursOf, openNow } from '#modules/locations/index.ts'
import type { Service } from '#modules/services/index.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { cover, initialOf } from '#site/covers/cover.ts'
import { renderPage } from '#site/document.tsx'
import { businessPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { BusinessPage } from './business.page.tsx'
import {
  activeBusiness,
  landmarkOf,
  mapUrlOf,
  OfBusiness,
  phoneOf,
  placeOf,
  type SiteDeps,
  streetOf,
} from './site-deps.ts'

/** A business's own page, and the cover that is drawn for it. */
export function businessPages(deps: SiteDeps): Page[] {
  const { clock, assets, businesses, services, staff } = deps
  return [
    page({
      method: 'GET',
      path: '/:locale/b/:slug',
      may: 'anyone',
      params: OfBusiness,
      handler: async (asked) => {
        const { locale, params } = asked
        const business = await activeBusiness(deps, params.slug)
        if (business.slug !== params.slug) return { redirect: businessPath(locale, business.slug), status: 301 }
        const [place, offered, people] = await Promise.all([
          placeOf(deps, business),
          services.ofBusiness(business.id),
          staff.ofBusiness(business.id),
        ])
        const now = toMinute(clock.now())
        const { whatsapp } = business.socialMedia
        const row = (service: Service) => ({
          id: service.id,
          name: textIn(service, 'name', locale),
          description: textIn(service, 'description', locale),
          duration: service.duration,
          price: service.price,
          priceFrom: service.priceFrom,
          isBookable: service.isActive,
        })
        const html = renderPage(
          <BusinessPage
            shell={shellOf(asked, assets)}
            slug={business.slug}
            name={textIn(business, 'name', locale)}
            category={business.category}
            description={textIn(business, 'description', locale)}
            today={localDateAt(now, place.zone)}
            open={openNow(hoursOf(place), place.zone, now)}
            week={place.workingHours}
            street={streetOf(business, locale)}
            landmark={landmarkOf(business, locale)}
            mapUrl={mapUrlOf(place)}
            phone={phoneOf(business)}
            whatsapp={whatsapp ? parsePhone(whatsapp) : null}
            features={business.features}
            groups={[...Map.groupBy(offered, ({ category }) => category)].map(([category, list]) => ({
              category,
              services: list.map(row),
            }))}
            people={people
              .filter(({ isActive }) => isActive)
              .map((person) => ({
                id: person.id,
                name: textIn(person, 'name', locale),
                title: textIn(person, 'title', locale),
              }))}
          />,
        )
        return { html }
      },
    }),
    page({
      method: 'GET',
      path: '/covers/:file',
      may: 'anyone',
      params: z.object({ file: z.string().max(130).endsWith('.svg') }),
      handler: async ({ params }) => {
        const business = await businesses.bySlug(params.file.slice(0, -'.svg'.length))
        if (!business) throw notFound('not_found')
        return {
          text: cover({ ...business, initial: initialOf(business.name) }),
          type: 'image/svg+xml',
          maxAge: 86_400,
        }
      },
    }),
  ]
}
