import type { ErrorAbout } from '#platform/http/error-handler.ts'
import type { Page } from '#platform/http/pages.ts'
import { type Assets, renderPage } from '#site/document.tsx'
import { shellOf } from '#site/shell.ts'
import { accountPages } from './account.routes.tsx'
import type { AccountPagesDeps } from './account-deps.ts'
import { accountEntryPages } from './account-entry.routes.tsx'
import { accountLinkPages } from './account-links.routes.tsx'
import { bookingPages } from './booking.routes.tsx'
import { bookingForms } from './booking-forms.routes.tsx'
import { businessPages } from './business.routes.tsx'
import { paperPages } from './business-paper.routes.tsx'
import { crawlerPages } from './crawlers.routes.ts'
import { ErrorPage } from './error.page.tsx'
import { homePages } from './home.routes.tsx'
import { mailboxPages } from './mailbox.routes.tsx'
import { queuePages } from './queue.routes.tsx'
import type { SiteDeps } from './site-deps.ts'
import { visitPages } from './visit.routes.tsx'
import { visitCancelPages } from './visit-cancel.routes.tsx'
import { visitMovePages } from './visit-move.routes.tsx'

export const sitePages = (deps: SiteDeps & AccountPagesDeps): Page[] => [
  ...homePages(deps),
  ...businessPages(deps),
  ...paperPages(deps),
  ...queuePages(deps),
  ...crawlerPages(deps),
  ...bookingPages(deps),
  ...bookingForms(deps),
  ...visitPages(deps),
  ...visitMovePages(deps),
  ...visitCancelPages(deps),
  ...accountEntryPages(deps),
  ...accountLinkPages(deps),
  ...accountPages(deps),
  ...mailboxPages(deps),
]

/** A refusal as a page, in the language of the address that was asked for. */
export const renderErrorPage = (
  { locale, status, code, details, requestId, path }: ErrorAbout,
  { assets, origin }: { assets: Assets; origin: string },
): string =>
  renderPage(
    <ErrorPage
      shell={shellOf({ locale, origin, path }, assets)}
      status={status}
      code={code}
      details={details}
      {...(status >= 500 ? { errorId: requestId } : {})}
    />,
  )
