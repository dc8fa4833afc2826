import type { Clock } from '#kernel/clock.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Mail } from '#platform/mail/mail.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { Staff } from './index.ts'

export interface TellOwnersDeps {
  clock: Clock
  mail: Pick<Mail, 'queue'>
  accounts: Pick<Accounts, 'byId'>
  staff: Pick<Staff, 'ofBusiness'>
}

const TOLD_FOR_MS = 3 * 24 * 3_600_000

/** Where money goes was changed: every owner gets a mail, who did it too, for it may not have been him. */
export const tellKaspiChanged =
  ({ clock, mail, accounts, staff }: TellOwnersDeps) =>
  async ({ id, name, version, mainLocale, kaspiQrLink }: Business, origin: string, tx: Tx): Promise<void> => {
    const owners = (await staff.ofBusiness(id)).flatMap(({ right, userId }) => (right === 'owner' && userId) || [])
    for (const userId of owners) {
      const user = await accounts.byId(userId)
      if (!user) continue
      await mail.queue(
        {
          key: `kaspi:${id}:${version}:${userId}`,
          to: user.email,
          locale: user.locale ?? mainLocale,
          kind: kaspiQrLink ? 'kaspiChanged' : 'kaspiRemoved',
          data: { name: user.name, business: name, link: kaspiQrLink ?? '', origin, businessId: id },
          expiresAt: new Date(clock.now().getTime() + TOLD_FOR_MS),
        },
        tx,
      )
    }
  }

/** Where the mails' button leads. */
export const kaspiSettings = ({ data }: { data: Readonly<Record<string, string>> }): string =>
  `${data.origin}/office/b/${data.businessId as BusinessId}/settings/kaspi`
