// A visit counts its changes, and each act names the count it was done on. Two presses in a row are two requests, which
// may overtake each other on the way: so those of one visit are sent one after another, in the order of the presses.

const turns = new Map<string, Promise<unknown>>()

/** @param ids visits that the act changes */
export function inTurn<Given>(ids: readonly string[], act: () => Promise<Given>): Promise<Given> {
  const done = Promise.all(ids.map((id) => turns.get(id))).then(act)
  const over = done.then(
    () => undefined,
    () => undefined, // what comes after is judged by itself
  )
  for (const id of ids) turns.set(id, over)
  void over.then(() => {
    for (const id of ids) if (turns.get(id) === over) turns.delete(id)
  })
  return done
}
