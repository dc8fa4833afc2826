import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { localeShape } from '#kernel/shapes.ts'
import { localPath, type Page, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { renderPage } from '#site/document.tsx'
import { LOCKED, OFFICE, SIGN_IN, SIGN_OUT } from '../links.ts'
import { type OfficeDeps, officeShell } from './office-deps.ts'
import { SignInPage } from './sign-in.page.tsx'

const field = (max: number) => z.string().max(max).optional().catch(undefined)

/** Signing in and out by forms. */
export function sessionPages(deps: OfficeDeps): Page[] {
  const { accounts } = deps
  return [
    page({
      method: 'GET',
      path: SIGN_IN,
      may: 'anyone',
      isPrivate: true,
      query: z.object({
        next: field(300),
        out: field(1),
        with: field(20),
        locale: localeShape.optional().catch(undefined),
      }),
      handler: async (asked) => {
        const { query, actor } = asked
        const next = localPath(query.next)
        if (actor.kind === 'user') return { redirect: next ?? OFFICE }
        // On a shared tablet one comes in by PIN; by password when it is asked for.
        if (!query.with && (await deps.tablets.by(asked.tablet))) return { redirect: LOCKED }
        const locale = query.locale ?? asked.locale
        const shell = await officeShell(deps, { locale, path: asked.path }, null)
        const html = renderPage(
          <SignInPage shell={shell} email="" error={null} isSignedOut={query.out === '1'} next={next} />,
        )
        return { html, locale }
      },
    }),
    page({
      method: 'POST',
      path: SIGN_IN,
      may: 'anyone',
      isPrivate: true,
      body: z.object({ email: z.string().catch(''), password: z.string().catch(''), next: field(300) }),
      handler: async (asked) => {
        const { email, password, next } = asked.body
        try {
          const { token } = await accounts.signIn(email, password, asked.network, asked.agent)
          return { redirect: localPath(next) ?? OFFICE, session: token }
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind === 'busy') throw error
          const shell = await officeShell(deps, { locale: asked.locale, path: SIGN_IN }, null)
          const refused = { code: error.code, details: error.details }
          const html = renderPage(
            <SignInPage
              shell={shell}
              email={email.slice(0, 254)}
              error={refused}
              isSignedOut={false}
              next={localPath(next)}
            />,
          )
          return { html, status: STATUS_OF[error.kind] }
        }
      },
    }),
    page({
      method: 'POST',
      path: SIGN_OUT,
      may: 'anyone',
      isPrivate: true,
      handler: async ({ session }) => {
        if (session) await accounts.signOut(session)
        return { redirect: `${SIGN_IN}?out=1`, session: null }
      },
    }),
  ]
}
