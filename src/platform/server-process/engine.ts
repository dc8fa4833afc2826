/** Where an engine keeps its data, where it listens, and whether acknowledged writes must survive a crash. */
export interface Place {
  readonly folder: string
  readonly port: number
  readonly durable: boolean
}

/** How to run one kind of database server. `ready` brings a listening server to the state of a primary. */
export interface Engine {
  readonly name: string
  readonly command: string
  args(place: Place): string[]
  ready(uri: string, port: number): Promise<void>
}

export interface Search {
  /** What was fetched once is kept in here for later starts. */
  readonly cache: string
  readonly log: (line: string) => void
  /** Whether MongoDB's official archive may be fetched from the network. */
  readonly download: boolean
}

/** Looks for an engine on this machine; null when it is not there and cannot be brought. Why not is one line of the log. */
export type FindEngine = (search: Search) => Promise<Engine | null>
