import accounts from '#locales/ru/accounts.json' with { type: 'json' }
import app from '#locales/ru/app.json' with { type: 'json' }
import audit from '#locales/ru/audit.json' with { type: 'json' }
import away from '#locales/ru/away.json' with { type: 'json' }
import booking from '#locales/ru/booking.json' with { type: 'json' }
import business from '#locales/ru/business.json' with { type: 'json' }
import calendar from '#locales/ru/calendar.json' with { type: 'json' }
import callers from '#locales/ru/callers.json' with { type: 'json' }
import card from '#locales/ru/card.json' with { type: 'json' }
import catalogue from '#locales/ru/catalogue.json' with { type: 'json' }
import common from '#locales/ru/common.json' with { type: 'json' }
import desk from '#locales/ru/desk.json' with { type: 'json' }
import errors from '#locales/ru/errors.json' with { type: 'json' }
import events from '#locales/ru/events.json' with { type: 'json' }
import mail from '#locales/ru/mail.json' with { type: 'json' }
import office from '#locales/ru/office.json' with { type: 'json' }
import offline from '#locales/ru/offline.json' with { type: 'json' }
import parked from '#locales/ru/parked.json' with { type: 'json' }
import people from '#locales/ru/people.json' with { type: 'json' }
import photos from '#locales/ru/photos.json' with { type: 'json' }
import queue from '#locales/ru/queue.json' with { type: 'json' }
import rights from '#locales/ru/rights.json' with { type: 'json' }
import rooms from '#locales/ru/rooms.json' with { type: 'json' }
import search from '#locales/ru/search.json' with { type: 'json' }
import services from '#locales/ru/services.json' with { type: 'json' }
import settings from '#locales/ru/settings.json' with { type: 'json' }
import site from '#locales/ru/site.json' with { type: 'json' }
import start from '#locales/ru/start.json' with { type: 'json' }
import tablet from '#locales/ru/tablet.json' with { type: 'json' }
import today from '#locales/ru/today.json' with { type: 'json' }
import told from '#locales/ru/told.json' with { type: 'json' }
import visit from '#locales/ru/visit.json' with { type: 'json' }

export const ru = {
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
