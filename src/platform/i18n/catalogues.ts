// Every text of the product. The Kazakh files say which keys exist; the tests hold the others to them. A browser loads one
// language only, so each has a file of its own.

import { en } from './texts/en.ts'
import { kk } from './texts/kk.ts'
import { ru } from './texts/ru.ts'

export const catalogues = { kk, ru, en }
