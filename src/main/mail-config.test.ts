import { describe, expect, test } from 'vitest'
import { hasMailbox, smtpOf } from './mail-config.ts'

const HERE = { smtp: null, mongodbUri: null, demo: null, url: null }
const SMTP = { url: 'smtps://u:p@mail.example.kz', from: 'Platform <noreply@example.kz>' }

describe('a mail server', () => {
  test('has an address and a sender, or there is none', () => {
    expect(smtpOf({})).toBeNull()
    expect(smtpOf({ PLATFORM_SMTP_URL: SMTP.url, PLATFORM_MAIL_FROM: SMTP.from })).toEqual(SMTP)
    expect(smtpOf({ PLATFORM_SMTP_URL: SMTP.url })).toEqual({ missing: 'PLATFORM_MAIL_FROM' })
    expect(smtpOf({ PLATFORM_MAIL_FROM: SMTP.from })).toEqual({ missing: 'PLATFORM_SMTP_URL' })
  })
})

describe('the mailbox', () => {
  test.each([
    ['a machine of one’s own', HERE, true],
    ['a demo in a database of others', { ...HERE, mongodbUri: 'mongodb://db', demo: true }, true],
    ['an address on this machine', { ...HERE, url: 'http://localhost:3000' }, true],
    ['where mails are sent', { ...HERE, smtp: SMTP }, false],
    ['a demo that sends mails', { ...HERE, demo: true, smtp: SMTP }, false],
    ['a database of others', { ...HERE, mongodbUri: 'mongodb://db' }, false],
    ['a public address', { ...HERE, url: 'https://example.kz' }, false],
    ['a demo under a public address', { ...HERE, demo: true, url: 'https://example.kz' }, false],
  ])('%s: %#', (_, installation, expected) => {
    expect(hasMailbox(installation)).toBe(expected)
  })
})
