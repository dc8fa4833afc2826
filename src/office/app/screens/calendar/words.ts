import { errorText, type T } from '#platform/i18n/speak.ts'
import { useSay } from '../../say.tsx'
import type { Hindrance } from './judge.ts'

/** Why something cannot lie there, in one short line. */
export function useHindranceText() {
  const { t } = useSay()
  return ({ why, by }: Hindrance): string => {
    const said = t(`calendar.why.${why}`)
    return by ? `${said}: ${by}` : said
  }
}

/** Whom a visit is of; who told no name is known by the number of the day. */
export const clientText = (t: T, { client, walkIn }: { client: string; walkIn: number | null }): string =>
  walkIn === null ? client || t('calendar.anonymous') : t('calendar.anonymousNo', { number: walkIn })

/** A reason of the engine in the words of the office: of whom it is true, and what it is. */
export function useReasons() {
  const { t } = useSay()
  return (code: string, who: string): string => {
    const key = `calendar.reason.${code}`
    const said = t.has(key) ? t(key) : errorText(t, code)
    return who ? `${who}: ${said}` : said
  }
}
