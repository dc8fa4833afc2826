declare const kind: unique symbol

/** A branded id: 24 hexadecimal digits, the text form of an ObjectId. One brand per kind, so they cannot be mixed up. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type UserId = Id<'user'>
export type BusinessId = Id<'business'>
export type LocationId = Id<'location'>
export type ServiceId = Id<'service'>
export type StaffId = Id<'staff'>
export type ResourceId = Id<'resource'>
export type ClientId = Id<'client'>
export type AppointmentId = Id<'appointment'>
/** A hold's id becomes the visit's when it is confirmed. */
export type HoldId = AppointmentId

export const ID = /^[0-9a-f]{24}$/

export const isId = (text: unknown): text is Id<string> => typeof text === 'string' && ID.test(text)

/** Makes ids; handed in, so that tests and the demo can repeat a run. */
export interface Ids {
  next<Kind extends string>(): Id<Kind>
}
