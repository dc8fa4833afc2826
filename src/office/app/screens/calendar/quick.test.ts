import { expect, test } from 'vitest'
import { quickEntry } from './quick.ts'

const services = [
  { id: 'cut', name: 'Шаш қию' },
  { id: 'nails', name: 'Маникюр' },
  { id: 'gel', name: 'Маникюр гельмен' },
  { id: 'colour', name: 'Күрделі бояу (Airtouch)' },
]

test.each([
  ['қымбат маникюр', 'nails', 'қымбат'],
  ['маникюр гель Әсел', 'gel', 'Әсел'],
  ['AIRTOUCH 0101', 'colour', '0101'],
  ['Қымбат Жұмабаева', undefined, 'Қымбат Жұмабаева'],
  ['кү 77', undefined, 'кү 77'],
  ['', undefined, ''],
])('%j is service %s for %j', (text, service, who) => {
  const found = quickEntry(text, services)
  expect([found.service?.id, found.who]).toEqual([service, who])
})
