/** Thrown inside a transaction when another request with the same key was faster: recall its result. */
export class AlreadyDone extends Error {}
