import { join } from 'node:path'
import { z } from 'zod'
import { diskStorage } from '#platform/storage/disk.ts'
import { type S3Options, s3Storage } from '#platform/storage/s3.ts'
import type { FileStorage } from '#platform/storage/storage.ts'

/** null: files lie in the platform's own folder. */
export type S3Config = S3Options | null

export const S3_ENVIRONMENT = {
  PLATFORM_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'an address like https://s3.example.kz' }).optional(),
  PLATFORM_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket: small letters, digits, dashes')
    .optional(),
  PLATFORM_S3_REGION: z.string().min(1).optional(),
  PLATFORM_S3_KEY: z.string().min(1).optional(),
  PLATFORM_S3_SECRET: z.string().min(1).optional(),
}

type Given = { readonly [Name in keyof typeof S3_ENVIRONMENT]?: string | undefined }

/** @returns the bucket; null when none is named; the names of variables that are missing when only some are set */
export function s3Of(given: Given): S3Config | { missing: string[] } {
  const {
    PLATFORM_S3_ENDPOINT: endpoint,
    PLATFORM_S3_BUCKET: bucket,
    PLATFORM_S3_REGION: region = 'us-east-1',
    PLATFORM_S3_KEY: key,
    PLATFORM_S3_SECRET: secret,
  } = given
  if (endpoint && bucket && key && secret)
    return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region, key, secret }
  const names = Object.keys(S3_ENVIRONMENT) as (keyof Given)[]
  if (names.every((name) => given[name] === undefined)) return null
  return { missing: names.filter((name) => name !== 'PLATFORM_S3_REGION' && given[name] === undefined) }
}

/** Several servers of one database need one bucket, or one shared folder. */
export const storageOf = ({ home, s3 }: { home: string; s3: S3Config }): FileStorage =>
  s3 ? s3Storage(s3) : diskStorage(join(home, 'files'))
