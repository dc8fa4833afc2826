import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '#kernel/errors.ts'
import { keyShape } from '#platform/idempotency/idempotency.store.ts'
import type { Endpoint } from './contract.ts'
import { assertPassword, isRight, permit } from './permit.ts'
import { pickerOf } from './pick.ts'
import { Answer, type Asked, type Route } from './routes.ts'
import { asking, type Serving, whoAsks } from './serving.ts'
import { acceptFiles, type Upload } from './uploads.ts'
import { validated } from './validate.ts'

/** Serves endpoints as their contracts say: who may, what comes in, what goes out. JSON only, but for files. */
export function serveApi(api: FastifyInstance, routes: readonly Route[], serving: Serving): void {
  api.removeContentTypeParser('text/plain')
  for (const route of routes) if (!route.endpoint.file) serve(api, route, serving)
  api.register(async (scope) => {
    await acceptFiles(scope)
    for (const route of routes) if (route.endpoint.file) serve(scope, route, serving)
  })
}

function serve(api: FastifyInstance, route: Route, serving: Serving): void {
  const { endpoint } = route
  checkDefinition(endpoint)
  const send = sender(serving, route)
  api.route({
    method: endpoint.method,
    url: endpoint.path,
    onRequest: async (request) => {
      const actor = await whoAsks(serving, request)
      const { businessId } = request.params as { businessId?: unknown }
      request.actor = await permit(serving.actors, actor, endpoint.may, businessId)
      assertPassword(request.actor, endpoint)
    },
    handler: async (request, reply) =>
      endpoint.file
        ? serving.uploads(request, endpoint.file, (upload) => send(request, reply, upload))
        : send(request, reply),
  })
}

/** Asks the handler and answers; what can be known from the contract alone is made ready once. */
function sender(serving: Serving, { endpoint, handle }: Route) {
  // Only what the contract names goes out, whatever else the handler's object carries.
  const picks = new Map(Object.entries(endpoint.returns).map(([status, shape]) => [+status, shape && pickerOf(shape)]))
  const [onlyStatus = 200] = picks.keys()
  return async (request: FastifyRequest, reply: FastifyReply, upload?: Upload) => {
    const given = await handle({
      ...asking(serving, request),
      actor: request.actor,
      key: keyOf(endpoint, request),
      params: validated('params', endpoint.params, request.params),
      query: validated('query', endpoint.query, request.query),
      body: validated('body', endpoint.body, upload ? upload.fields : request.body),
      file: upload?.file,
    } as Asked<Endpoint>)
    const { status, body, session, tablet } = given instanceof Answer ? given : new Answer(onlyStatus, given)
    if (session !== undefined) serving.cookies.setSession(reply, session)
    if (tablet !== undefined) serving.cookies.setTablet(reply, tablet)
    reply.code(status).header('cache-control', 'no-store')
    const pick = picks.get(status)
    return pick ? reply.type('application/json').send(JSON.stringify(pick(body))) : reply.send()
  }
}

function keyOf({ idempotent }: Endpoint, { headers }: FastifyRequest): string | undefined {
  if (idempotent !== 'by key') return undefined
  const key = keyShape.safeParse(headers['idempotency-key'])
  if (!key.success) throw invalid('key_required')
  return key.data
}

function checkDefinition({ method, path, may, returns }: Endpoint): void {
  const wrong = (what: string) => new Error(`${method} ${path}: ${what}`)
  if (!path.startsWith('/api/')) throw wrong('an endpoint of the API begins with /api/')
  if (isRight(may) && !path.includes('/:businessId'))
    throw wrong('a right is held in a business: the path needs :businessId')
  if (Object.keys(returns).length === 0) throw wrong('says of no status that it returns it')
}
