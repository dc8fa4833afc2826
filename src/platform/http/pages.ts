import type { z } from 'zod'
import type { Refusal } from '#kernel/errors.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { FileRule, May } from './contract.ts'
import type { ActorOf, Asking } from './routes.ts'

type Shape = z.ZodObject | undefined
type Parsed<S extends Shape> = S extends z.ZodObject ? z.output<S> : undefined

interface PageAsked<P extends Shape, Q extends Shape, B extends Shape, M extends May> extends Asking {
  readonly params: Parsed<P>
  readonly query: Parsed<Q>
  /** Fields of the posted form. */
  readonly body: Parsed<B>
  /** The posted file, empty when none was chosen, or why it could not be taken: then there are no fields either. */
  readonly file: Uint8Array | Refusal | undefined
  readonly actor: ActorOf<M>
  /** Path and query as asked, for links back to here. */
  readonly path: string
}

interface Cookies {
  /** A new session's token; null ends it. */
  readonly session?: string | null
  /** The language the visitor has just chosen. */
  readonly locale?: Locale
}

export type PageAnswer =
  | (Cookies & { readonly html: string; readonly status?: number })
  | (Cookies & { readonly redirect: string; readonly status?: 303 | 302 | 301 })
  /** A file of text, such as a picture or a calendar entry; `maxAge` in seconds where any cache may keep it. */
  | (Cookies & { readonly text: string; readonly type: string; readonly filename?: string; readonly maxAge?: number })
  /** A file that never changes under its address; `etag` is its name there. */
  | (Cookies & { readonly bytes: Uint8Array; readonly type: string; readonly etag: string })

export interface PageDefinition<P extends Shape, Q extends Shape, B extends Shape, M extends May> {
  readonly method: 'GET' | 'POST'
  readonly path: `/${string}`
  /** A right needs `:businessId` in the path. */
  readonly may: M
  /** A session that began with a PIN on a shared tablet is not enough. */
  readonly asks?: 'password'
  /** What does not fit is a page that does not exist. */
  readonly params?: P
  /** What does not fit is refused as `invalid_input`: be lenient here, people mistype links. */
  readonly query?: Q
  /** Be lenient here too: a shape that refuses shows the error page, a handler that refuses can show the form again. */
  readonly body?: B
  readonly file?: FileRule
  /** Holds private data, so no cache may keep it. Pages that need a sign-in always do. */
  readonly isPrivate?: boolean
  readonly handler: (asked: PageAsked<P, Q, B, M>) => PageAnswer | Promise<PageAnswer>
}

/** A page with its types forgotten. */
export interface Page extends Omit<PageDefinition<Shape, Shape, Shape, May>, 'handler'> {
  readonly handler: (asked: never) => PageAnswer | Promise<PageAnswer>
}

/** A server-rendered page, or what a posted form does. No GET may change anything: messengers open links. */
export const page = <
  M extends May,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
>(
  definition: PageDefinition<P, Q, B, M>,
): Page => definition as unknown as Page

/** A path of this site, for `next` after signing in; null for whatever could lead elsewhere. */
export const localPath = (text: string | undefined): string | null =>
  text && /^\/(?![/\\])[\w\-./~%?&=:+]*$/.test(text) ? text : null
