import type { BusinessId } from '#kernel/ids.ts'

/** An event as a listener hears it. */
export interface StoredEvent {
  readonly id: string
  readonly businessId: BusinessId
  readonly type: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
}

/**
 * Who does something after a change has been stored. Heard at least once and, of one subject, in the order of versions:
 * `handle` must be idempotent, and shallow: it calls a use case. What it throws is tried again later, then shelved.
 */
export interface Listener {
  /** A stable word of letters, digits and dashes: it is stored with the events that wait. */
  readonly name: string
  /** All that waits for one business is heard in one call, with the newest event: for what is rewritten as a whole. */
  readonly coalesce?: 'business'
  hears(type: string): boolean
  /** @param signal aborted when the time for one event is over */
  handle(event: StoredEvent, signal: AbortSignal): Promise<void>
}
