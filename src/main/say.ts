/** One line of progress. Standard error, so that a command's answer stays alone on standard output. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** What a person can act on needs no stack. */
export const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return process.env.DEBUG ? (error.stack ?? error.message) : error.message
}
