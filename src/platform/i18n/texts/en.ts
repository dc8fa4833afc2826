import accounts from '#locales/en/accounts.json' with { type: 'json' }
import app from '#locales/en/app.json' with { type: 'json' }
import audit from '#locales/en/audit.json' with { type: 'json' }
import away from '#locales/en/away.json' with { type: 'json' }
import booking from '#locales/en/booking.json' with { type: 'json' }
import business from '#locales/en/business.json' with { type: 'json' }
import calendar from '#locales/en/calendar.json' with { type: 'json' }
import callers from '#locales/en/callers.json' with { type: 'json' }
import card from '#locales/en/card.json' with { type: 'json' }
import catalogue from '#locales/en/catalogue.json' with { type: 'json' }
import common from '#locales/en/common.json' with { type: 'json' }
import desk from '#locales/en/desk.json' with { type: 'json' }
import errors from '#locales/en/errors.json' with { type: 'json' }
import events from '#locales/en/events.json' with { type: 'json' }
import mail from '#locales/en/mail.json' with { type: 'json' }
import office from '#locales/en/office.json' with { type: 'json' }
import offline from '#locales/en/offline.json' with { type: 'json' }
import parked from '#locales/en/parked.json' with { type: 'json' }
import people from '#locales/en/people.json' with { type: 'json' }
import photos from '#locales/en/photos.json' with { type: 'json' }
import queue from '#locales/en/queue.json' with { type: 'json' }
import rights from '#locales/en/rights.json' with { type: 'json' }
import rooms from '#locales/en/rooms.json' with { type: 'json' }
import search from '#locales/en/search.json' with { type: 'json' }
import services from '#locales/en/services.json' with { type: 'json' }
import settings from '#locales/en/settings.json' with { type: 'json' }
import site from '#locales/en/site.json' with { type: 'json' }
import start from '#locales/en/start.json' with { type: 'json' }
import tablet from '#locales/en/tablet.json' with { type: 'json' }
import today from '#locales/en/today.json' with { type: 'json' }
import told from '#locales/en/told.json' with { type: 'json' }
import visit from '#locales/en/visit.json' with { type: 'json' }

export const en = {
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
