// Reception sends a client his private link again: one tap opens WhatsApp with the text in the client's language.

import { z } from 'zod'
import { isMobile } from '#kernel/phone.ts'
import { idShape, localDateShape } from '#kernel/shapes.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { MAY } from '#platform/http/rights.ts'
import { whatsappTo } from '#site/contact-addresses.ts'
import { renderPage } from '#site/document.tsx'
import { visitPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import { dayPath } from '../links.ts'
import { LinkPage } from './link.page.tsx'
import { type OfficeDeps, officeShell } from './office-deps.ts'

export const linkPages = (deps: OfficeDeps): Page[] => [
  page({
    method: 'POST',
    path: '/office/b/:businessId/visits/:visitId/link',
    may: MAY.resendLink,
    params: z.object({ businessId: idShape<'business'>(), visitId: idShape<'appointment'>() }),
    body: z.object({ day: localDateShape.optional().catch(undefined) }),
    handler: async ({ params, body, actor, locale, origin }) => {
      const { visit, phone } = await deps.appointments.resendLink(params.businessId, params.visitId, actor)
      const back = dayPath(params.businessId, body.day ?? visit.businessDay)
      const language = visit.locale ?? locale
      const say = sayIn(language)
      const text = say.t('visit.linkText', {
        when: whenText(say, visit.wall.date, visit.wall.time),
        link: `${origin}${visitPath(language, deps.appointments.linkTo(visit))}`,
      })
      const html = renderPage(
        <LinkPage
          shell={await officeShell(deps, { locale, path: back }, actor.userId)}
          text={text}
          language={language}
          whatsapp={phone && isMobile(phone) ? whatsappTo(phone, text) : null}
          phone={phone}
          back={back}
        />,
      )
      return { html }
    },
  }),
]
