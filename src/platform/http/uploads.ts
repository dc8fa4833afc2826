// Invariant: a file in a request never costs more memory than its rule allows, times the few requests that may bring
// one at the same time; what is too large is refused by its length, before the first byte is read.

import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { busy, invalid, Refusal } from '#kernel/errors.ts'
import type { FileRule } from './contract.ts'

export interface Upload {
  readonly fields: Readonly<Record<string, string>>
  /** Empty when none was sent. */
  readonly file: Uint8Array
}

const AT_ONCE = 6
/** Of all that stands in the body beside the file. */
const OVERHEAD_BYTES = 16 * 1024
const LIMITS = { files: 1, fields: 20, parts: 21, fieldSize: 1024, fieldNameSize: 100, headerPairs: 20 }

/** From here on the routes of this scope take files in forms, and nothing else. */
export async function acceptFiles(scope: FastifyInstance): Promise<void> {
  scope.removeAllContentTypeParsers()
  await scope.register(multipart, { limits: LIMITS })
}

/**
 * Reads a form with its file, then does the work.
 * @throws invalid with the rule's code, `invalid_input`, `unreadable_body`; busy `server_busy` when too many bring files
 */
export function createUploads(atOnce = AT_ONCE) {
  let open = 0
  return async <Result>(
    request: FastifyRequest,
    rule: FileRule,
    work: (upload: Upload) => Promise<Result>,
  ): Promise<Result> => {
    if (Number(request.headers['content-length'] ?? 0) > rule.maxBytes + OVERHEAD_BYTES) throw tooLarge(rule)
    if (!request.isMultipart()) throw invalid('unreadable_body')
    if (open >= atOnce) throw busy('server_busy', { retryAfter: 5 })
    open += 1
    try {
      return await work(await read(request, rule))
    } finally {
      open -= 1
    }
  }
}

export type Uploads = ReturnType<typeof createUploads>

async function read(request: FastifyRequest, rule: FileRule): Promise<Upload> {
  const fields: [string, string][] = []
  let file: Uint8Array = new Uint8Array()
  try {
    for await (const part of request.parts({ limits: { ...LIMITS, fileSize: rule.maxBytes } })) {
      if (part.type === 'file') file = await part.toBuffer()
      else if (part.valueTruncated || part.fieldnameTruncated) throw invalid('invalid_input', { fields: [] })
      else fields.push([part.fieldname, String(part.value)])
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw isTooLarge(error) ? tooLarge(rule) : invalid('unreadable_body')
  }
  return { fields: Object.fromEntries(fields), file }
}

const tooLarge = ({ tooLarge: code, maxBytes }: FileRule): Refusal => invalid(code, { maxBytes })

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
