// What is typed and not yet saved. Only the fields that were touched are kept as one's own, so what somebody else changes
// meanwhile comes in by itself; where both changed the same field, one is asked.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { canonical } from '#kernel/canonical.ts'
import type { ActName, ReadName } from '../../api.ts'
import { keyOf, useAct } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { toast } from '../../toasts.tsx'

interface Own {
  value: unknown
  /** What stood there when it was touched. */
  over: unknown
}

export interface Draft<Form> {
  value: Form
  set: (changes: Partial<Form>) => void
  isChanged: boolean
  /** Fields that somebody else has changed as well, with what stands there now. */
  clashes: { field: keyof Form & string; theirs: unknown }[]
  keepMine: () => void
  takeTheirs: () => void
  clear: () => void
}

export function useDraft<Form extends object>(present: Form): Draft<Form> {
  const [own, setOwn] = useState<Partial<Record<string, Own>>>({})
  const stored = present as Record<string, unknown>
  const isOther = (field: string) => canonical(own[field]?.value) !== canonical(stored[field])
  const touched = Object.keys(own).filter(isOther)
  const clashing = touched.filter((field) => canonical(own[field]?.over) !== canonical(stored[field]))
  const typed = Object.fromEntries(Object.entries(own).map(([field, mine]) => [field, mine?.value]))
  return {
    value: { ...present, ...typed },
    set: (changes) =>
      setOwn((before) => ({
        ...before,
        ...Object.fromEntries(
          Object.entries(changes).map(([field, value]) => [
            field,
            { value, over: before[field] ? before[field].over : stored[field] },
          ]),
        ),
      })),
    isChanged: touched.length > 0,
    clashes: clashing.map((field) => ({ field: field as keyof Form & string, theirs: stored[field] })),
    keepMine: () =>
      setOwn((before) =>
        Object.fromEntries(
          Object.entries(before).map(([field, mine]) => [field, mine && { ...mine, over: stored[field] }]),
        ),
      ),
    takeTheirs: () =>
      setOwn((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !clashing.includes(field)))),
    clear: () => setOwn({}),
  }
}

/** Saves by an endpoint; what is shown of it is read anew, also when somebody else was faster. */
export function useSaving<N extends ActName>(name: N, reads: readonly ReadName[], onDone?: () => void) {
  const queries = useQueryClient()
  const { t } = useSay()
  const anew = () => Promise.all(reads.map((read) => queries.invalidateQueries({ queryKey: keyOf(read) })))
  return useAct(name, {
    onDone: () => {
      void anew().then(() => {
        toast({ text: t('app.saved') })
        onDone?.()
      })
    },
    onRefused: ({ code }) => {
      if (code === 'changed_meanwhile') void anew()
    },
  })
}
