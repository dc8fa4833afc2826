import type { Clock } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import type { Clients } from '#modules/clients/index.ts'
import { type Diaries, StaleArrangement } from '#modules/diaries/index.ts'
import type { Events, NewEvent } from '#platform/events/events.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Appointment, occupies, type Status } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'

export interface MoveDeps {
  clock: Clock
  inTransaction: InTransaction
  diaries: Pick<Diaries, 'claim' | 'release' | 'queued'>
  clients: Pick<Clients, 'addToTotal' | 'setLastAppointment'>
  store: Pick<AppointmentsStore, 'change' | 'liveClaimsNear' | 'lastCompleted'>
  events: Events
}

type Trace = Partial<Pick<Appointment, 'cancelledBy' | 'cancelledAt' | 'cancellationReason'>>

/**
 * Writes an allowed move with all that follows from it: time released or claimed again, the client's figures, the event.
 * The caller has judged whether the move is allowed.
 * @param told what the event tells beside it
 * @throws conflict `changed_meanwhile`; `slot_taken` when an undo meets a time that was given to another
 */
export async function moveStatus(
  deps: MoveDeps,
  seen: Appointment,
  to: Status,
  actor: NewEvent['actor'],
  trace: Trace = {},
  told: Readonly<Record<string, unknown>> = {},
): Promise<Appointment> {
  const at = deps.clock.now()
  try {
    return await deps.diaries.queued(seen.claims, () =>
      deps.inTransaction(async (tx) => {
        const moved = await deps.store.change(seen, { ...trace, status: to, updatedAt: at }, tx)
        await settleTime(deps, seen, to, tx)
        await settleFigures(deps, seen, to, at, tx)
        await deps.events.append(
          {
            businessId: seen.businessId,
            type: `appointment.${to === 'scheduled' ? 'restored' : to}`,
            subject: { kind: 'appointment', id: seen.id },
            version: moved.version,
            actor,
            data: { from: seen.status, ...told },
            at,
          },
          tx,
        )
        return moved
      }),
    )
  } catch (error) {
    throw error instanceof StaleArrangement ? conflict('slot_taken', { reasons: [], alternatives: [] }) : error
  }
}

async function settleTime({ diaries, store }: MoveDeps, seen: Appointment, to: Status, tx: Tx): Promise<void> {
  if (occupies(seen.status) === occupies(to)) return
  if (occupies(to)) return diaries.claim(seen.businessId, seen.claims, { plan: null }, tx)
  const others = await store.liveClaimsNear(seen.businessId, seen.id, seen.claims, tx)
  await diaries.release(seen.businessId, seen.claims, others, tx)
}

async function settleFigures(
  { clients, store }: MoveDeps,
  seen: Appointment,
  to: Status,
  at: Date,
  tx: Tx,
): Promise<void> {
  const { businessId, clientId } = seen
  if (to === 'cancelled') await clients.addToTotal(businessId, clientId, -1, at, tx)
  if (to !== 'completed' && seen.status !== 'completed') return
  const other = await store.lastCompleted(businessId, clientId, seen.id, tx)
  const own = to === 'completed' ? seen.startTime : null
  await clients.setLastAppointment(businessId, clientId, latest(own, other), at, tx)
}

const latest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b))
