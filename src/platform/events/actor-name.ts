import type { Actor } from '#platform/http/contract.ts'

/** How an event names who did it. */
export const actorName = (actor: Actor): string => (actor.kind === 'user' ? `user:${actor.userId}` : 'guest')
