/** A right inside one business, in rising order; each includes those before it. */
export const RIGHTS = ['specialist', 'reception', 'manager', 'owner'] as const
export type Right = (typeof RIGHTS)[number]

/** Whether whoever holds one right may do what asks for the other. */
export const includes = (held: Right, needed: Right): boolean => RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed)
