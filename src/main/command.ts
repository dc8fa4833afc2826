import type { Database } from '#platform/mongo/connect.ts'
import type { Config } from './config.ts'

/** What a command of `bin/platform` is given. */
export interface CommandContext {
  readonly config: Config
  /**
   * The platform's database, opened when first asked for: MONGODB_URI, else the one of a running `bin/start`, else one
   * started for the time of the command.
   */
  database(): Promise<Database>
  /** Its address, for child processes. */
  databaseUri(): Promise<string>
  /** One line of the answer, on standard output. */
  out(line: string): void
  /** Progress, on standard error. */
  log(line: string): void
  /** Writes the result where `--json FILE` says; does nothing without it. */
  json(result: unknown): Promise<void>
}

/** A file `commands/<name>.ts` exports this as `run`; it returns the exit code, 0 when it returns nothing. */
export type RunCommand = (args: string[], context: CommandContext) => Promise<number | undefined>

export interface CommandEntry {
  readonly summary: string
  load(): Promise<{ run: RunCommand }>
}

/** Thrown by a command for arguments it cannot use; the message says what it wants. */
export class UsageError extends Error {}
