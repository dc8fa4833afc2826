/** Work that comes round by the clock, done by one worker at a time, however many there are. */
export interface Job {
  /** A stable word: its record in the database bears it. */
  readonly name: string
  /** From one beginning to the next; a run that takes longer is followed at once. */
  readonly everyMs: number
  /** Must be safe to begin again: a killed run is. @param signal aborted when the worker stops or has lost its lease */
  run(signal: AbortSignal): Promise<void>
}
