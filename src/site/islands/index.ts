// Small helps for pages that are whole without them.

import { watchForms } from './once.ts'
import { watchPhones } from './phone.ts'

watchForms(document)
watchPhones(document)
