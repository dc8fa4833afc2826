// What must hold between visits, diaries, figures and events, recomputed from the visits: they are the truth.

import type { Db, ObjectId } from 'mongodb'
import { canonical } from '#kernel/canonical.ts'
import { blocksCollection } from '#modules/blocks/index.ts'
import { clientsCollection } from '#modules/clients/index.ts'
import {
  CELL,
  type Claim,
  claimFromDocument,
  diariesCollection,
  diaryWordsOf,
  emptyWords,
  type HoldEntry,
} from '#modules/diaries/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { eventsCollection } from '#platform/events/events.store.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { occupies } from './appointment.ts'
import { type AppointmentDocument, appointmentsCollection } from './appointment-document.store.ts'
import { holdsCollection } from './holds.store.ts'

type Visit = Pick<
  AppointmentDocument,
  '_id' | 'businessId' | 'clientId' | 'status' | 'startTime' | 'claims' | 'version' | 'source'
>

interface Held {
  _id?: ObjectId | undefined
  claims: { subject: string; from: Date; until: Date; override?: boolean | undefined }[]
  expiresAt: Date
}

type Kept = Omit<Held, 'expiresAt'>

interface Scope {
  businessId: ObjectId
  visits: Visit[]
  holds: Held[]
  blocks: Kept[]
  repair: boolean
  tx: Tx
}

export function createVisitChecks(db: Db, inTransaction: InTransaction): Check[] {
  const appointments = collectionOf(db, appointmentsCollection)
  const diaries = collectionOf(db, diariesCollection)
  const clients = collectionOf(db, clientsCollection)
  const holds = collectionOf(db, holdsCollection)
  const blocks = collectionOf(db, blocksCollection)
  const events = collectionOf(db, eventsCollection)

  const everyBusiness =
    (judge: (scope: Scope) => Promise<Finding[]>) =>
    async ({ repair }: { repair: boolean }) => {
      const ids = new Map<string, ObjectId>()
      for (const source of [appointments, diaries, clients, blocks]) {
        for (const id of await source.distinct('businessId')) ids.set(String(id), id as ObjectId)
      }
      const findings: Finding[] = []
      for (const businessId of ids.values()) {
        findings.push(
          ...(await inTransaction(async (tx) => {
            const visits = await appointments
              .find({ businessId }, { session: tx })
              .project<Visit>({ businessId: 1, clientId: 1, status: 1, startTime: 1, claims: 1, version: 1, source: 1 })
              .batchSize(1000)
              .toArray()
            const held = await holds
              .find({ businessId }, { session: tx })
              .project<Held>({ claims: 1, expiresAt: 1 })
              .batchSize(1000)
              .toArray()
            const blocked = await blocks
              .find({ businessId }, { session: tx })
              .project<Kept>({ claims: 1 })
              .batchSize(1000)
              .toArray()
            return judge({ businessId, visits, holds: held, blocks: blocked, repair, tx })
          })),
        )
      }
      return findings
    }

  /** Words of each diary = OR of the live claims in it, and its entries of holds = the holds that there are. */
  async function words({ businessId, visits, holds: held, blocks: blocked, repair, tx }: Scope): Promise<Finding[]> {
    const documents = await diaries.find({ businessId }, { session: tx }).batchSize(1000).toArray()
    const plan = documents.find(({ month }) => month === 'plan')
    const expected = wordsOf([...liveClaims(visits), ...claimsOf([...held, ...blocked])])
    const entries = entriesOf(held)
    const findings: Finding[] = []
    for (const document of documents.filter(({ month }) => month !== 'plan')) {
      const right = expected.get(document._id)?.words ?? emptyWords()
      expected.delete(document._id)
      const rightHolds = entries.get(document._id) ?? []
      const at = right.findIndex((word, i) => word !== document.words?.[i])
      const isHeldRightly = canonical(sorted(document.holds ?? [])) === canonical(sorted(rightHolds))
      if (at < 0 && document.words?.length === right.length && isHeldRightly) continue
      findings.push(
        isHeldRightly
          ? wrongWords(document._id, document.words?.[at], right[at], repair)
          : wrongWords(document._id, document.holds, rightHolds, repair),
      )
      if (repair) {
        const set = { $set: { words: right, holds: rightHolds } }
        await diaries.updateOne({ _id: document._id, businessId }, set, { session: tx })
      }
    }
    for (const [_id, { subject, month, words: right }] of expected) {
      const mended = repair && plan !== undefined
      findings.push(wrongWords(_id, 'no document', 'a document', mended))
      if (!mended) continue
      const { locationIds, plan: number } = plan
      await diaries.insertOne(
        { _id, businessId, locationIds, month, plan: number, subject, words: right, holds: entries.get(_id) ?? [] },
        { session: tx },
      )
    }
    return findings
  }

  /**
   * No two live visits, holds or blocks keep one cell of one subject, unless an override says so. Nothing can repair
   * this by itself.
   */
  async function overlaps({ visits, holds: held, blocks: blocked }: Scope): Promise<Finding[]> {
    const claims = [...liveClaims(visits), ...claimsOf([...held, ...blocked])].filter(({ override }) => !override)
    const sorted = claims.sort((a, b) => (a.subject === b.subject ? a.from - b.from : a.subject < b.subject ? -1 : 1))
    const findings: Finding[] = []
    let widest = sorted[0]
    for (const next of sorted.slice(1)) {
      const sameSubject = widest?.subject === next.subject
      if (sameSubject && widest && cellEnd(widest) > cellStart(next) && widest.visit !== next.visit) {
        const found = { with: widest.visit, subject: next.subject }
        findings.push({
          code: 'overlap',
          subject: `appointments/${next.visit}`,
          found,
          expected: null,
          repaired: false,
        })
      }
      if (!sameSubject || !widest || cellEnd(next) > cellEnd(widest)) widest = next
    }
    return findings
  }

  /** totalAppointments and lastAppointment of each client, recounted. */
  async function figures({ businessId, visits, repair, tx }: Scope): Promise<Finding[]> {
    const cards = await clients.find({ businessId }, { session: tx }).batchSize(1000).toArray()
    const byClient = Map.groupBy(visits, ({ clientId }) => String(clientId))
    const findings: Finding[] = []
    for (const card of cards) {
      const own = byClient.get(String(card._id)) ?? []
      const totalAppointments = own.filter(({ status }) => status !== 'cancelled').length
      const completed = own.filter(({ status }) => status === 'completed').map(({ startTime }) => startTime.getTime())
      const lastAppointment = completed.length > 0 ? new Date(Math.max(...completed)) : null
      const expected = { totalAppointments, lastAppointment }
      const found = {
        totalAppointments: card.totalAppointments ?? 0,
        lastAppointment: card.lastAppointment ?? null,
      }
      if (found.totalAppointments === totalAppointments && Number(found.lastAppointment) === Number(lastAppointment))
        continue
      findings.push({ code: 'client_figures', subject: `clients/${card._id}`, found, expected, repaired: repair })
      if (repair) {
        const change = lastAppointment
          ? { $set: { totalAppointments, lastAppointment } }
          : { $set: { totalAppointments }, $unset: { lastAppointment: true as const } }
        await clients.updateOne({ _id: card._id, businessId }, change, { session: tx })
      }
    }
    return findings
  }

  /** A visit made here has one event per version; a client it names exists. */
  async function stories({ businessId, visits, tx }: Scope): Promise<Finding[]> {
    const told = await events
      .find({ businessId, 'subject.kind': 'appointment' }, { session: tx })
      .project<{ subject: { id: ObjectId }; version: number }>({ 'subject.id': 1, version: 1 })
      .batchSize(1000)
      .toArray()
    const known = await clients.find({ businessId }, { session: tx }).project({ _id: 1 }).batchSize(1000).toArray()
    const cards = new Set(known.map(({ _id }) => String(_id)))
    const versions = Map.groupBy(told, ({ subject }) => String(subject.id))
    return visits.flatMap((visit) => {
      const subject = `appointments/${visit._id}`
      const findings: Finding[] = []
      if (!cards.has(String(visit.clientId))) {
        findings.push({
          code: 'client_missing',
          subject,
          found: String(visit.clientId),
          expected: 'a client',
          repaired: false,
        })
      }
      const found = (versions.get(String(visit._id)) ?? []).map(({ version }) => version).sort((a, b) => a - b)
      const expected = Array.from({ length: visit.version ?? 0 }, (_, i) => i + 1)
      // Visits of an adopted database were booked before there were events: their story begins with our first change.
      const whole = visit.source === undefined ? expected.slice(1) : expected
      if (found.join() !== whole.join())
        findings.push({ code: 'events', subject, found, expected: whole, repaired: false })
      return findings
    })
  }

  return [
    { name: 'diaries', run: everyBusiness(words) },
    { name: 'overlaps', run: everyBusiness(overlaps) },
    { name: 'client figures', run: everyBusiness(figures) },
    { name: 'events', run: everyBusiness(stories) },
  ]
}

const wrongWords = (diary: string, found: unknown, expected: unknown, repaired: boolean): Finding => ({
  code: 'diary_words',
  subject: `diaries/${diary}`,
  found: found ?? null,
  expected: expected ?? null,
  repaired,
})

const cellStart = ({ from }: Claim): number => Math.floor(from / CELL)
const cellEnd = ({ until }: Claim): number => Math.ceil(until / CELL)

type OwnedClaim = Claim & { visit: string; override: boolean }

const claimsOf = (owners: readonly Pick<Kept | Visit, '_id' | 'claims'>[]): OwnedClaim[] =>
  owners.flatMap(({ _id, claims = [] }) =>
    claims.map((claim) => ({
      ...claimFromDocument(claim),
      override: claim.override ?? false,
      visit: String(_id),
    })),
  )

const liveClaims = (visits: readonly Visit[]): OwnedClaim[] => claimsOf(visits.filter(({ status }) => occupies(status)))

function wordsOf(claims: readonly Claim[]): Map<string, { subject: string; month: string; words: number[] }> {
  const diaries = new Map<string, { subject: string; month: string; words: number[] }>()
  for (const { diary, subject, month, words } of claims.flatMap(diaryWordsOf)) {
    const row = diaries.get(diary) ?? { subject, month, words: emptyWords() }
    for (const { at, mask } of words) row.words[at] = (row.words[at] ?? 0) | mask
    diaries.set(diary, row)
  }
  return diaries
}

const sorted = (entries: readonly HoldEntry[]): HoldEntry[] =>
  [...entries].sort((a, b) => (a.id === b.id ? a.from.getTime() - b.from.getTime() : a.id < b.id ? -1 : 1))

function entriesOf(holds: readonly Held[]): Map<string, HoldEntry[]> {
  const entries = new Map<string, HoldEntry[]>()
  for (const { _id, claims, expiresAt } of holds) {
    for (const claim of claims) {
      for (const { diary } of diaryWordsOf(claimFromDocument(claim))) {
        const own = { id: String(_id), expiresAt, from: claim.from, until: claim.until }
        entries.set(diary, [...(entries.get(diary) ?? []), own])
      }
    }
  }
  return entries
}
