import type { z } from 'zod'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Right } from './rights.ts'

/** Who may call an endpoint. A right is checked against the `businessId` of the path at each request. */
export type May = 'anyone' | 'signed-in' | 'admin' | Right

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A body of multipart/form-data: fields of text, which the shape of the body names, and one part `file`. */
export interface FileRule {
  readonly maxBytes: number
  /** Code of the refusal of a bigger one. */
  readonly tooLarge: string
}

/**
 * All that server, browser, OpenAPI and the rights test know about an endpoint. One without `may` does not type-check.
 * `idempotent: 'by key'` = the header Idempotency-Key is required; 'by nature' = sending it twice is harmless.
 */
export interface Endpoint {
  readonly method: Method
  readonly path: `/${string}`
  readonly summary: string
  readonly may: May
  /** A session that began with a PIN on a shared tablet is not enough. */
  readonly asks?: 'password'
  readonly idempotent?: 'by key' | 'by nature'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly file?: FileRule
  readonly returns: Readonly<Record<number, z.ZodType | null>>
  /** Codes of the refusals a caller must expect beside the general ones. */
  readonly refuses?: readonly string[]
}

export const endpoint = <const E extends Endpoint>(definition: E): E => definition

/** Who is asking. A guest is known by his signed device cookie only. */
export type Actor =
  | { readonly kind: 'guest'; readonly device: string | null }
  | {
      readonly kind: 'user'
      readonly userId: UserId
      readonly isAdmin: boolean
      readonly right?: Right
      readonly origin?: string
      /** Signed in by PIN on a shared tablet of this business: acts there alone, and changes nothing of the account. */
      readonly tabletOf?: BusinessId
    }
