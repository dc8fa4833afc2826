// Invariant: every old visit that stands keeps its time. It claims it like one of ours, and where old visits overlap,
// the later ones are marked overrides: they were so before us, and nobody is moved.

import type { AnyBulkWriteOperation, Document, ObjectId } from 'mongodb'
import { type Minute, toDate, toMinute, wallAt } from '#kernel/time.ts'
import { type Claim, diaryWordsOf, emptyWords, staffSubject } from '#modules/diaries/index.ts'

const CELL = 5
/** A visit that seems longer has a wrong end: it claims this much of it. */
const LONGEST = 31 * 1440

export interface OldVisit {
  _id: ObjectId
  serviceId: ObjectId
  staffId?: ObjectId
  startTime: Date
  endTime: Date
  status: string
  totalAmount: number
  claims?: { subject: string; from: Date; until: Date }[]
}

export interface OldClaim extends Claim {
  visit: OldVisit
  override: boolean
}

const stands = ({ status }: OldVisit): boolean => status === 'scheduled' || status === 'completed'

/** A claim for every visit, in the order of their starts; those of one person that share a cell are overrides. */
export function claimsOf(visits: readonly OldVisit[], someone: ObjectId): OldClaim[] {
  const taken = new Map<string, Minute>()
  const byStart = [...visits].sort((a, b) => a.startTime.getTime() - b.startTime.getTime())
  return byStart.map((visit) => {
    const subject = staffSubject(String(visit.staffId ?? someone))
    const from = toMinute(visit.startTime)
    const end = Math.ceil(visit.endTime.getTime() / 60_000)
    const until = Math.min(Math.max(end, from + CELL), from + LONGEST)
    const override = stands(visit) && Math.floor(from / CELL) < (taken.get(subject) ?? 0)
    if (stands(visit)) taken.set(subject, Math.max(taken.get(subject) ?? 0, Math.ceil(until / CELL)))
    return { visit, subject, from, until, override }
  })
}

interface Names {
  zone: string
  locationId: ObjectId
  service(id: ObjectId): string
  person(id: ObjectId): string
}

/** Adds our fields to a visit that has none of them; what it had stays as it is. */
export function completion(
  { visit, subject, from, until, override }: OldClaim,
  names: Names,
): AnyBulkWriteOperation<Document> {
  const { _id, serviceId, staffId, startTime, endTime, totalAmount } = visit
  const wall = wallAt(from, names.zone)
  const line = {
    serviceId,
    ...(staffId ? { staffId, staffName: names.person(staffId) } : {}),
    resourceIds: [],
    startTime,
    endTime,
    price: totalAmount,
    duration: Math.max(0, Math.round((endTime.getTime() - startTime.getTime()) / 60_000)),
    name: names.service(serviceId),
  }
  const claim = { subject, from: toDate(from), until: toDate(until), ...(override ? { override } : {}) }
  const ours = {
    locationId: names.locationId,
    services: [line],
    wall: { ...wall, zone: names.zone },
    businessDay: wall.date,
    claims: [claim],
    version: 1,
    linkVersion: 1,
  }
  return { updateOne: { filter: { _id, claims: { $exists: false } }, update: { $set: ours } } }
}

export interface DiaryOfMonth {
  _id: string
  subject: string
  month: string
  words: number[]
}

/** The diaries as the standing visits make them. */
export function diariesOf(claims: readonly Claim[]): DiaryOfMonth[] {
  const diaries = new Map<string, DiaryOfMonth>()
  for (const { diary, subject, month, words } of claims.flatMap(diaryWordsOf)) {
    const document = diaries.get(diary) ?? { _id: diary, subject, month, words: emptyWords() }
    for (const { at, mask } of words) document.words[at] = (document.words[at] ?? 0) | mask
    diaries.set(diary, document)
  }
  return [...diaries.values()]
}

export const standing = (claims: readonly OldClaim[]): OldClaim[] => claims.filter(({ visit }) => stands(visit))
