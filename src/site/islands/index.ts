// Small helps for pages that are whole without them.

import { watchNear } from './near.ts'
import { watchForms } from './once.ts'
import { watchPhones } from './phone.ts'
import { watchPrint } from './print.ts'

watchForms(document)
watchPhones(document)
watchPrint(document)
watchNear(document)
