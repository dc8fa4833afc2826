// The one table of rights: contracts, pages, screens and tests read it, none of them has words of its own. Plain data,
// so that a browser loads it too.

/** A right inside one business, in rising order; each includes those before it. */
export const RIGHTS = ['specialist', 'reception', 'manager', 'owner'] as const
export type Right = (typeof RIGHTS)[number]

/** Whether whoever holds one right may do what asks for the other. */
export const includes = (held: Right, needed: Right): boolean => RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed)

/** The least right that an act asks for. */
export const MAY = {
  /** See, book, move and mark visits, block time; a specialist the own ones only. */
  keepVisits: 'specialist',
  /** Who waits without a booking: join, call, seat; a specialist seats with himself. */
  keepQueue: 'specialist',
  /** Have one wait before another. */
  orderQueue: 'reception',
  cancelVisits: 'reception',
  setClient: 'reception',
  resendLink: 'reception',
  /** Book or move against the rules, as a recorded act. */
  overrideRules: 'reception',
  findClients: 'reception',
  /** What the platform did by itself. */
  seeDone: 'reception',
  /** Services, rooms and places, to work with. */
  seeCatalogue: 'reception',
  changeCatalogue: 'manager',
  changePlaces: 'manager',
  /** Texts, rules, samples, publishing. */
  changeBusiness: 'manager',
  changePhotos: 'manager',
  /** People, their hours, invitations, rights up to the own one. */
  changeTeam: 'manager',
  seeOutside: 'manager',
  seeAudit: 'manager',
  /** Cancel many at once, and bar phones and devices from booking online. */
  refuseGuests: 'manager',
  /** Where money goes. */
  changeKaspi: 'owner',
} as const satisfies Readonly<Record<string, Right>>
