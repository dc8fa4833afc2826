// Every text of the product, in one place. The Kazakh files say which keys exist; the tests hold the others to them.

import enAccounts from '#locales/en/accounts.json' with { type: 'json' }
import enBooking from '#locales/en/booking.json' with { type: 'json' }
import enBusiness from '#locales/en/business.json' with { type: 'json' }
import enCatalogue from '#locales/en/catalogue.json' with { type: 'json' }
import enCommon from '#locales/en/common.json' with { type: 'json' }
import enErrors from '#locales/en/errors.json' with { type: 'json' }
import enOffice from '#locales/en/office.json' with { type: 'json' }
import enPhotos from '#locales/en/photos.json' with { type: 'json' }
import enSearch from '#locales/en/search.json' with { type: 'json' }
import enSite from '#locales/en/site.json' with { type: 'json' }
import enVisit from '#locales/en/visit.json' with { type: 'json' }
import kkAccounts from '#locales/kk/accounts.json' with { type: 'json' }
import kkBooking from '#locales/kk/booking.json' with { type: 'json' }
import kkBusiness from '#locales/kk/business.json' with { type: 'json' }
import kkCatalogue from '#locales/kk/catalogue.json' with { type: 'json' }
import kkCommon from '#locales/kk/common.json' with { type: 'json' }
import kkErrors from '#locales/kk/errors.json' with { type: 'json' }
import kkOffice from '#locales/kk/office.json' with { type: 'json' }
import kkPhotos from '#locales/kk/photos.json' with { type: 'json' }
import kkSearch from '#locales/kk/search.json' with { type: 'json' }
import kkSite from '#locales/kk/site.json' with { type: 'json' }
import kkVisit from '#locales/kk/visit.json' with { type: 'json' }
import ruAccounts from '#locales/ru/accounts.json' with { type: 'json' }
import ruBooking from '#locales/ru/booking.json' with { type: 'json' }
import ruBusiness from '#locales/ru/business.json' with { type: 'json' }
import ruCatalogue from '#locales/ru/catalogue.json' with { type: 'json' }
import ruCommon from '#locales/ru/common.json' with { type: 'json' }
import ruErrors from '#locales/ru/errors.json' with { type: 'json' }
import ruOffice from '#locales/ru/office.json' with { type: 'json' }
import ruPhotos from '#locales/ru/photos.json' with { type: 'json' }
import ruSearch from '#locales/ru/search.json' with { type: 'json' }
import ruSite from '#locales/ru/site.json' with { type: 'json' }
import ruVisit from '#locales/ru/visit.json' with { type: 'json' }

export const catalogues = {
  kk: {
    common: kkCommon,
    site: kkSite,
    business: kkBusiness,
    search: kkSearch,
    photos: kkPhotos,
    booking: kkBooking,
    visit: kkVisit,
    office: kkOffice,
    errors: kkErrors,
    accounts: kkAccounts,
    catalogue: kkCatalogue,
  },
  ru: {
    common: ruCommon,
    site: ruSite,
    business: ruBusiness,
    search: ruSearch,
    photos: ruPhotos,
    booking: ruBooking,
    visit: ruVisit,
    office: ruOffice,
    errors: ruErrors,
    accounts: ruAccounts,
    catalogue: ruCatalogue,
  },
  en: {
    common: enCommon,
    site: enSite,
    business: enBusiness,
    search: enSearch,
    photos: enPhotos,
    booking: enBooking,
    visit: enVisit,
    office: enOffice,
    errors: enErrors,
    accounts: enAccounts,
    catalogue: enCatalogue,
  },
}
