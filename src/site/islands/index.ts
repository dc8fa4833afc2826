// Small helps for pages that are whole without them.

import { watchCarts } from './cart.ts'
import { watchDrafts } from './draft.ts'
import { watchGo } from './go.ts'
import { watchHolds } from './hold.ts'
import { watchNear } from './near.ts'
import { watchForms } from './once.ts'
import { watchPhones } from './phone.ts'
import { watchPrint } from './print.ts'
import { watchRenewed } from './renewed.ts'
import { keepVisits } from './saved.ts'
import { watchTimes } from './times.ts'
import { watchZones } from './zone.ts'

watchForms(document)
watchPhones(document)
watchPrint(document)
watchNear(document)
watchCarts(document)
watchDrafts(document)
watchTimes(document)
watchHolds(document)
watchGo(document)
watchZones(document)
watchRenewed(document)
keepVisits(document)
