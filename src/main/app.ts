// The modules meet here, in the order of dependency: each is given the faces of earlier ones and knows no later one.

import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { type Clock, systemClock } from '#kernel/clock.ts'
import type { Ids } from '#kernel/ids.ts'
import { createAccounts, type Passwords } from '#modules/accounts/index.ts'
import { createAppointments, sampleVisitRoutes } from '#modules/appointments/index.ts'
import { createAudit } from '#modules/audit/index.ts'
import { blockRoutes, createBlocks } from '#modules/blocks/index.ts'
import { businessRoutes, createBusinesses } from '#modules/businesses/index.ts'
import { createCallers } from '#modules/callers/index.ts'
import { clientRoutes } from '#modules/clients/clients.routes.ts'
import { createClientChecks, createClients } from '#modules/clients/index.ts'
import { createDaysOff } from '#modules/days-off/index.ts'
import { createDesk } from '#modules/desk/index.ts'
import { createDiaries } from '#modules/diaries/index.ts'
import { createDrafts } from '#modules/drafts/index.ts'
import { createListings } from '#modules/listings/index.ts'
import { createLocations, locationRoutes } from '#modules/locations/index.ts'
import { createOnboarding, createPlanChecks, onboardingRoutes } from '#modules/onboarding/index.ts'
import { createPaymentChecks, receivedFor } from '#modules/payments/index.ts'
import { createPhotos } from '#modules/photos/index.ts'
import { photoPages } from '#modules/photos/photos.routes.ts'
import { createQueue } from '#modules/queue/index.ts'
import { createResources, resourceRoutes } from '#modules/resources/index.ts'
import { createServices, priceListRoutes, serviceRoutes } from '#modules/services/index.ts'
import {
  createInvitations,
  createStaff,
  kaspiSettings,
  staffRoutes,
  teamRoutes,
  tellKaspiChanged,
} from '#modules/staff/index.ts'
import { meRoutes } from '#modules/staff/me.routes.ts'
import { createTablets } from '#modules/tablets/index.ts'
import { officePages } from '#office/pages/office.routes.ts'
import { createEvents } from '#platform/events/events.store.ts'
import { createFeed } from '#platform/events/feed.ts'
import type { Listener } from '#platform/events/listener.ts'
import { createOutboxChecks } from '#platform/events/outbox-figures.ts'
import { createSign } from '#platform/http/cookies.ts'
import type { Page } from '#platform/http/pages.ts'
import type { MetricsAccess } from '#platform/http/serve-metrics.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'
import { createIdempotency } from '#platform/idempotency/idempotency.store.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { LogOptions } from '#platform/log/log.ts'
import type { Links } from '#platform/mail/compose.ts'
import { createMail } from '#platform/mail/mail.ts'
import type { SendMail } from '#platform/mail/smtp.ts'
import type { Figure } from '#platform/metrics/metrics.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { noStorage } from '#platform/storage/none.ts'
import type { FileStorage } from '#platform/storage/storage.ts'
import type { Assets } from '#site/document.tsx'
import { renderErrorPage, sitePages } from '#site/pages/site.routes.tsx'
import { say } from './say.ts'

export interface AppDeps {
  database: Database
  secret: string
  clock?: Clock
  ids?: Ids
  passwords?: Passwords
  /** Where photos lie. */
  files?: FileStorage
  /** Hands mails over; without it they stay on this machine. */
  sendMail?: SendMail | null
}

export function createApp({
  database,
  secret,
  clock = systemClock,
  ids = objectIds,
  passwords,
  files = noStorage,
  sendMail = null,
}: AppDeps) {
  const { db, inTransaction } = database
  const sign = createSign(secret)
  // Filled below: whoever listens is made after the events he hears.
  const listeners: Listener[] = []
  const events = createEvents(db, () => listeners)
  const idempotency = createIdempotency(db, clock)
  const shared = { db, clock, ids, inTransaction, events, idempotency }

  // Filled below: whoever writes mails is made after the outbox they go to.
  const mailLinks: Links[] = []
  const mail = createMail({ db, clock, send: sendMail, links: () => Object.assign({}, ...mailLinks), log: say })

  const accounts = createAccounts({ ...shared, sign, mail, ...(passwords ? { passwords } : {}) })
  mailLinks.push(accounts.links)
  const diaries = createDiaries(shared)
  const businesses = createBusinesses({
    ...{ ...shared, diaries, isProved: accounts.api.isProved },
    kaspiChanged: (changed, origin, tx) => tellOwners(changed, origin, tx),
  })
  const locations = createLocations({ ...shared, diaries, businesses })
  const resources = createResources({ ...shared, diaries, locations })
  const services = createServices({ ...shared, diaries, resources })
  const staff = createStaff({ ...shared, diaries, services })
  const tellOwners = tellKaspiChanged({ clock, mail, accounts: accounts.api, staff })
  mailLinks.push({ kaspiChanged: kaspiSettings, kaspiRemoved: kaspiSettings })
  const invitations = createInvitations({ ...shared, sign, mail, accounts: accounts.api, businesses, staff })
  mailLinks.push(invitations.links)
  const onboarding = createOnboarding({ ...shared, accounts: accounts.api, businesses, locations, services, staff })
  const clients = createClients(shared)
  const drafts = createDrafts(shared)
  const photos = createPhotos({ ...shared, files, accounts: accounts.api, businesses, staff })
  const appointments = createAppointments({
    ...shared,
    sign,
    diaries,
    staff,
    clients,
    namesOf: accounts.api.namesOf,
    receivedFor: receivedFor(db),
  })

  const blocks = createBlocks({ ...shared, diaries, staff, others: appointments.api.time })

  const queue = createQueue({ ...shared, sign, diaries, staff, appointments: appointments.api })

  const daysOff = createDaysOff({ ...shared, diaries, staff, appointments: appointments.api })
  const tablets = createTablets({
    ...shared,
    sign,
    accounts: accounts.api,
    businesses,
    staff,
    appointments: appointments.api,
  })

  const listings = createListings({ db, clock, businesses, locations, services, appointments: appointments.api })
  const audit = createAudit({ ...shared, appointments: appointments.api, namesOf: accounts.api.namesOf })
  const given = { appointments: appointments.api, businesses, locations, clients }
  const callers = createCallers({ ...shared, appointments: appointments.api, clients, namesOf: accounts.api.namesOf })
  const desk = createDesk({ ...shared, ...given, namesOf: accounts.api.namesOf })
  listeners.push(...listings.listeners, ...audit.listeners)

  const jobs: Job[] = [...mail.jobs, ...appointments.jobs, ...photos.jobs, ...listings.jobs, ...audit.jobs]
  const figures: Figure[] = [
    { name: 'holds', help: 'Times held for a guest who is filling in the form', read: appointments.api.heldNow },
    ...mail.figures,
  ]

  return {
    sign,
    clock,
    mail,
    accounts: accounts.api,
    diaries,
    businesses,
    locations,
    resources,
    services,
    staff,
    invitations: invitations.api,
    onboarding,
    clients,
    drafts,
    photos: photos.api,
    appointments: appointments.api,
    blocks,
    queue: queue.api,
    tablets: tablets.api,
    listings: listings.api,
    listeners,
    jobs,
    figures,
    routes: [
      ...accounts.routes,
      ...businessRoutes(businesses),
      ...onboardingRoutes(onboarding),
      ...locationRoutes(locations),
      ...serviceRoutes(services),
      ...priceListRoutes(services),
      ...resourceRoutes(resources),
      ...staffRoutes(staff),
      ...teamRoutes(staff),
      ...invitations.routes,
      ...meRoutes({ accounts: accounts.api, businesses, staff, tabletBy: tablets.api.by }),
      ...tablets.routes,
      ...daysOff.routes,
      ...photos.routes,
      ...clientRoutes(clients),
      ...appointments.routes,
      ...sampleVisitRoutes(appointments.api),
      ...blockRoutes(blocks),
      ...queue.routes,
      ...listings.routes,
      ...audit.routes,
      ...desk.routes,
      ...callers.routes,
    ],
    checks: [
      ...createPlanChecks({ ...shared, diaries, businesses, locations, services, staff, resources }),
      ...appointments.checks,
      ...createClientChecks(db),
      ...createPaymentChecks(db, inTransaction),
      ...createOutboxChecks(db),
      ...photos.checks,
      ...listings.checks,
      ...queue.checks,
    ],
  }
}

export type App = ReturnType<typeof createApp>

/** Whoever left a team is on its tablets no more, at once. */
const whoIs =
  ({ accounts, staff }: App) =>
  async (token: string, tablet: string | null) => {
    const user = await accounts.whoIs(token, tablet)
    const isGone = user?.tabletOf && !(await staff.rightIn(user.id, user.tabletOf))
    return isGone ? null : user
  }

export interface ServingOptions {
  assets: Assets
  /** Folder of the built files; without it none are served. */
  assetsFolder?: string | undefined
  /** Addresses of our own pages, the public one first. */
  origins: () => readonly string[]
  secure: boolean
  log: LogOptions
  metrics?: MetricsAccess
  /** Mails that no mail server takes may be read on this machine. */
  hasMailbox?: boolean
  liveBeatMs?: number
  version?: string
}

/** Every page, of the site and of the office. */
export function pagesOf(app: App, assets: Assets, hasMailbox = false): Page[] {
  const deps = { ...app, assets, hasMailbox, newKey: () => randomUUID() }
  return [...sitePages(deps), ...photoPages(app.photos), ...officePages(deps)]
}

/** The app behind its HTTP server, not yet listening. */
export function serveApp(app: App, database: Database, options: ServingOptions): FastifyInstance {
  const { assets, assetsFolder, hasMailbox, ...rest } = options
  return createHttpServer({
    ...rest,
    ...(assetsFolder ? { assets: assetsFolder } : {}),
    ...(assets.style ? { inlineStyle: assets.style } : {}),
    routes: app.routes,
    pages: pagesOf(app, assets, hasMailbox),
    feed: createFeed(database.db, { log: say }),
    actors: { whoIs: whoIs(app), rightIn: app.staff.rightIn },
    sign: app.sign,
    message: (code, details, locale) => errorText(translator(locale), code, details),
    errorPage: (about) => renderErrorPage(about, { assets, origin: options.origins()[0] ?? '' }),
    ready: () => database.db.command({ ping: 1 }),
  })
}
