import accounts from '#locales/kk/accounts.json' with { type: 'json' }
import app from '#locales/kk/app.json' with { type: 'json' }
import audit from '#locales/kk/audit.json' with { type: 'json' }
import away from '#locales/kk/away.json' with { type: 'json' }
import booking from '#locales/kk/booking.json' with { type: 'json' }
import business from '#locales/kk/business.json' with { type: 'json' }
import calendar from '#locales/kk/calendar.json' with { type: 'json' }
import callers from '#locales/kk/callers.json' with { type: 'json' }
import card from '#locales/kk/card.json' with { type: 'json' }
import catalogue from '#locales/kk/catalogue.json' with { type: 'json' }
import common from '#locales/kk/common.json' with { type: 'json' }
import desk from '#locales/kk/desk.json' with { type: 'json' }
import errors from '#locales/kk/errors.json' with { type: 'json' }
import events from '#locales/kk/events.json' with { type: 'json' }
import mail from '#locales/kk/mail.json' with { type: 'json' }
import office from '#locales/kk/office.json' with { type: 'json' }
import offline from '#locales/kk/offline.json' with { type: 'json' }
import parked from '#locales/kk/parked.json' with { type: 'json' }
import people from '#locales/kk/people.json' with { type: 'json' }
import photos from '#locales/kk/photos.json' with { type: 'json' }
import queue from '#locales/kk/queue.json' with { type: 'json' }
import rights from '#locales/kk/rights.json' with { type: 'json' }
import rooms from '#locales/kk/rooms.json' with { type: 'json' }
import search from '#locales/kk/search.json' with { type: 'json' }
import services from '#locales/kk/services.json' with { type: 'json' }
import settings from '#locales/kk/settings.json' with { type: 'json' }
import site from '#locales/kk/site.json' with { type: 'json' }
import start from '#locales/kk/start.json' with { type: 'json' }
import tablet from '#locales/kk/tablet.json' with { type: 'json' }
import today from '#locales/kk/today.json' with { type: 'json' }
import told from '#locales/kk/told.json' with { type: 'json' }
import visit from '#locales/kk/visit.json' with { type: 'json' }

export const kk = {
  events,
  audit,
  away,
  app,
  common,
  site,
  business,
  search,
  photos,
  booking,
  told,
  visit,
  mail,
  office,
  errors,
  accounts,
  calendar,
  callers,
  card,
  offline,
  today,
  desk,
  catalogue,
  parked,
  people,
  queue,
  rights,
  rooms,
  services,
  settings,
  start,
  tablet,
}
