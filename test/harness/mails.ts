import type { App } from '../../src/main/app.ts'

/** What stayed on this machine, as its readers would see it, the newest first. */
export function mailReader({ mail }: Pick<App, 'mail'>) {
  const of = async (address: string) => (await mail.local()).filter(({ to }) => to === address)
  return {
    kindsTo: async (address: string): Promise<string[]> => (await of(address)).map(({ kind }) => kind),

    localeTo: async (address: string): Promise<string | undefined> => (await of(address))[0]?.locale,

    /** Where the button of the newest mail of a kind leads. */
    linkTo: async (address: string, kind: string): Promise<string> => {
      const found = (await of(address)).find((one) => one.kind === kind)
      if (!found?.letter.action) throw new Error(`no mail "${kind}" with a link`)
      return found.letter.action.url
    },

    /** The token at the end of that link. */
    async codeTo(address: string, kind: string): Promise<string> {
      return (await this.linkTo(address, kind)).split('/').at(-1) ?? ''
    },
  }
}
