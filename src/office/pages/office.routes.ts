import type { Page } from '#platform/http/pages.ts'
import { appPages } from './app.routes.tsx'
import { dayPages } from './day.routes.tsx'
import { installPages } from './install.routes.ts'
import { linkPages } from './link.routes.tsx'
import type { OfficeDeps } from './office-deps.ts'
import { outsidePages } from './outside.routes.tsx'
import { photosPages } from './photos.routes.tsx'
import { sessionPages } from './session.routes.tsx'

export const officePages = (deps: OfficeDeps): Page[] => [
  ...sessionPages(deps),
  ...dayPages(deps),
  ...linkPages(deps),
  ...outsidePages(deps),
  ...photosPages(deps),
  ...appPages(deps),
  ...installPages,
]
