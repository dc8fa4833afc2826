import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '#kernel/errors.ts'
import type { FileRule } from './contract.ts'
import { namedLocale } from './locale.ts'
import type { Page, PageAnswer } from './pages.ts'
import { assertPassword, isRight, permit } from './permit.ts'
import { asking, type Serving, whoAsks } from './serving.ts'
import { shortened } from './shorten.ts'
import { acceptFiles } from './uploads.ts'
import { validated } from './validate.ts'

/** Serves pages, and forms as browsers post them. */
export async function servePages(site: FastifyInstance, pages: readonly Page[], serving: Serving): Promise<void> {
  site.removeAllContentTypeParsers()
  await site.register(formbody)
  for (const page of pages) if (!page.file) serve(site, page, serving)
  site.register(async (scope) => {
    await acceptFiles(scope)
    for (const page of pages) if (page.file) serve(scope, page, serving)
  })
}

function serve(site: FastifyInstance, page: Page, serving: Serving): void {
  const { may, method, path, file: rule } = page
  if (isRight(may) && !path.includes('/:businessId')) {
    throw new Error(`${method} ${path}: a right is held in a business: the path needs :businessId`)
  }
  site.route({
    method,
    url: path,
    onRequest: async (request) => {
      const actor = await whoAsks(serving, request)
      const { businessId } = request.params as { businessId?: unknown }
      request.actor = await permit(serving.actors, actor, may, businessId)
      assertPassword(request.actor, page)
    },
    handler: async (request, reply) =>
      rule
        ? posted(serving, rule, request, (upload) => answered(serving, page, request, reply, upload))
        : answered(serving, page, request, reply, { fields: request.body ?? {}, file: undefined }),
  })
}

interface Posted {
  fields: unknown
  file: Uint8Array | Refusal | undefined
}

// A person whose file is not taken must get his form back, so the refusal is the page's to tell.
async function posted<Result>(
  { uploads }: Serving,
  rule: FileRule,
  request: FastifyRequest,
  work: (upload: Posted) => Promise<Result>,
): Promise<Result> {
  let isTaken = false
  try {
    return await uploads(request, rule, (upload) => {
      isTaken = true
      return work(upload)
    })
  } catch (error) {
    if (isTaken || !(error instanceof Refusal)) throw error
    return work({ fields: {}, file: error })
  }
}

async function answered(
  serving: Serving,
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
  { fields, file }: Posted,
) {
  const params = paramsOf(page, request)
  const asked = {
    ...asking(serving, request),
    actor: request.actor,
    path: request.url,
    params,
    query: validated('query', page.query, request.query),
    body: validated('body', page.body, fields),
    file,
  }
  return send(serving, page, await page.handler(asked as never), request, reply)
}

// A path that fits no page is one that does not exist, not one that was filled in wrongly.
function paramsOf(page: Page, request: FastifyRequest): unknown {
  try {
    return validated('params', page.params, request.params)
  } catch (error) {
    throw error instanceof Refusal ? notFound('not_found') : error
  }
}

async function send({ cookies }: Serving, page: Page, given: PageAnswer, request: FastifyRequest, reply: FastifyReply) {
  if (given.session !== undefined) cookies.setSession(reply, given.session)
  const isShared = 'bytes' in given || ('text' in given && given.maxAge !== undefined) // no cache may hand one visitor's cookie to another
  if (request.actor.kind === 'guest' && !request.actor.device && !isShared) cookies.giveDevice(reply)
  const chosen = given.locale ?? namedLocale(request.url)
  if (chosen && chosen !== cookies.locale(request)) cookies.setLocale(reply, chosen)

  if ('redirect' in given) {
    return reply.header('cache-control', 'no-store').redirect(given.redirect, given.status ?? 303)
  }
  if ('bytes' in given) {
    const etag = `"${given.etag}"`
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('etag', etag)
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
    return reply.type(given.type).send(given.bytes)
  }
  const isPrivate = page.isPrivate || page.may !== 'anyone' || page.method === 'POST'
  reply
    .code(('html' in given && given.status) || 200)
    .header('cache-control', isPrivate ? 'no-store' : 'private, no-cache')
  if ('html' in given) return sendHtml(given.html, isPrivate, request, reply)
  if (given.filename)
    reply.header('content-disposition', `attachment; filename="${given.filename.replaceAll(/[^\w.-]/g, '_')}"`)
  if (given.maxAge) reply.header('cache-control', `public, max-age=${given.maxAge}`)
  return reply.type(given.type).send(given.text)
}

// What is private goes at its full length: beside a text of somebody's choice its shortened length could tell of it.
async function sendHtml(html: string, isPrivate: boolean, request: FastifyRequest, reply: FastifyReply) {
  reply.type('text/html; charset=utf-8')
  if (isPrivate) return reply.send(html)
  const short = await shortened(html, request.headers['accept-encoding'])
  reply.header('vary', 'accept-encoding')
  return short ? reply.header('content-encoding', short.encoding).send(short.bytes) : reply.send(html)
}
