import { z } from 'zod'
import { notFound, type Refusal } from '#kernel/errors.ts'
import { textIn } from '#kernel/localized-text.ts'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import { deviceName } from '#modules/accounts/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { renderPage } from '#site/document.tsx'
import { accountPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { ACCOUNT_DONE, type AccountDone, AccountPage } from './account.page.tsx'
import { type AccountPagesDeps, tried, typed } from './account-deps.ts'
import { InLocale } from './site-deps.ts'

/** The city's. */
const ZONE = 'Asia/Atyrau'

type Asked = Parameters<typeof shellOf>[0] & {
  actor: Extract<Actor, { kind: 'user' }>
  session: string | null
}

export function accountPages(deps: AccountPagesDeps): Page[] {
  const { accounts, staff } = deps

  /** A form of the page: done, one comes back to it; refused, it says why. */
  const form = <B extends z.ZodObject>(
    part: string,
    done: AccountDone,
    body: B,
    work: (body: z.output<B>, asked: Asked & { network: string; origin: string }) => Promise<unknown>,
  ): Page =>
    page({
      method: 'POST',
      path: `/:locale/account/${part}`,
      may: 'signed-in',
      params: InLocale,
      body: body as z.ZodObject,
      handler: (asked) =>
        tried(
          async () => {
            await work(asked.body as z.output<B>, asked)
            return { redirect: `${accountPath(asked.locale)}?done=${done}` }
          },
          (why) => showAccount(deps, { ...asked, path: accountPath(asked.locale) }, null, { form: part, why }),
        ),
    })

  return [
    page({
      method: 'GET',
      path: '/:locale/account',
      may: 'signed-in',
      asks: 'password',
      params: InLocale,
      query: z.object({ done: z.enum(ACCOUNT_DONE).nullable().catch(null).optional() }),
      handler: (asked) => showAccount(deps, asked, asked.query.done ?? null),
    }),
    form('verification', 'verification', z.object({}), (_, { actor, ...from }) =>
      accounts.askVerification(actor.userId, from),
    ),
    form('name', 'name', z.object({ name: typed }), ({ name }, { actor }) => accounts.setName(actor.userId, name)),
    form('locale', 'locale', z.object({ chosen: localeShape.catch('kk') }), ({ chosen }, { actor }) =>
      accounts.setLocale(actor.userId, chosen),
    ),
    form(
      'password',
      'password',
      z.object({ password: typed, newPassword: typed }),
      (body, { actor, session, ...from }) => accounts.changePassword(actor.userId, session, body, from),
    ),
    form('email', 'email', z.object({ email: typed, emailPassword: typed }), (body, { actor, ...from }) =>
      accounts.askNewEmail(actor.userId, { email: body.email, password: body.emailPassword }, from),
    ),
    form('sessions/end', 'session', z.object({ sessionId: typed }), ({ sessionId }, { actor }) =>
      accounts.endSession(actor.userId, sessionId),
    ),
    form('sessions/others', 'sessions', z.object({}), (_, { actor, session }) =>
      accounts.endOthers(actor.userId, session),
    ),
    form(
      'business',
      'business',
      z.object({ businessId: idShape<'business'>() }),
      async ({ businessId }, { actor: { userId } }) => {
        if (!(await staff.memberOf(userId, businessId))) throw notFound('not_found')
        await accounts.setBusiness(userId, businessId)
      },
    ),
  ]
}

async function showAccount(
  { assets, accounts, staff, businesses }: AccountPagesDeps,
  asked: Asked,
  done: AccountDone | null,
  refused?: { form: string; why: Refusal },
): Promise<PageAnswer> {
  const { actor, session, locale } = asked
  const [user, sessions, rights] = await Promise.all([
    accounts.byId(actor.userId),
    accounts.sessionsOf(actor.userId, session),
    staff.businessesOf(actor.userId),
  ])
  if (!user) throw notFound('not_found')
  const open = await Promise.all(
    rights.map(async ({ businessId, right }) => ({ right, business: await businesses.byId(businessId) })),
  )
  const listed = open.flatMap(({ business, right }) =>
    business ? [{ id: business.id, name: textIn(business, 'name', locale), right }] : [],
  )
  const last = listed.find(({ id }) => id === user.businessId) ?? listed[0]
  const html = renderPage(
    <AccountPage
      shell={shellOf(asked, assets)}
      user={{
        ...{ name: user.name, email: user.email, image: user.image ?? null, locale: user.locale ?? locale },
        isVerified: user.emailVerified !== undefined,
      }}
      sessions={sessions.map(({ id, agent, usedAt, isThis }) => {
        const { date: day, time } = wallAt(toMinute(usedAt), ZONE)
        return { id, device: deviceName(agent), day, time, isThis }
      })}
      businesses={listed.map((one) => ({ ...one, isLast: one === last }))}
      done={done}
      refused={refused ? { form: refused.form, problem: refused.why } : null}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.why.kind] : 200 }
}
