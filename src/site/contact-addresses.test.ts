import { expect, test } from 'vitest'
import {
  geoAddress,
  isOnlyHere,
  socialAddress,
  telegramShare,
  whatsappPhone,
  whatsappShare,
} from './contact-addresses.ts'

test.each([
  ['sulu_beauty', 'https://instagram.com/sulu_beauty'],
  ['@sulu.beauty', 'https://instagram.com/sulu.beauty'],
  ['instagram.com/sulu', 'https://instagram.com/sulu'],
  ['http://www.instagram.com/sulu?igsh=1', 'https://instagram.com/sulu'],
])('%s is a page of Instagram', (typed, address) => {
  expect(socialAddress('instagram', typed)).toBe(address)
})

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'JAVASCRIPT://instagram.com/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://evil.example/instagram.com/sulu',
  'https://instagram.com@evil.example/x',
  'https://instagram.com.evil.example/x',
  'https://instagram.com:8443/x',
  '//evil.example',
  'instagram.com',
  '<b>',
  '',
])('%s is no link', (typed) => {
  expect(socialAddress('instagram', typed)).toBeNull()
})

test('each network has its own hosts', () => {
  expect(socialAddress('twitter', 'https://twitter.com/sulu')).toBe('https://x.com/sulu')
  expect(socialAddress('facebook', 'https://m.facebook.com/profile.php?id=10')).toBe(
    'https://facebook.com/profile.php?id=10',
  )
  expect(socialAddress('facebook', 'https://instagram.com/sulu')).toBeNull()
})

test.each([
  ['+7 702 555 02 02', '+77025550202'],
  ['8 702 555 02 02', '+77025550202'],
  ['https://wa.me/77025550202', '+77025550202'],
  ['wa.me/77025550202?text=x', '+77025550202'],
  ['+7 7122 35 55 55', null],
  ['https://wa.me/77122355555', null],
  ['javascript:alert(1)', null],
  ['', null],
])('WhatsApp at %s: %s', (typed, phone) => {
  expect(whatsappPhone(typed)).toBe(phone)
})

test('text and address are handed over whole, whatever signs they have', () => {
  const address = 'https://example.kz/kk/b/sulu'
  expect(new URL(whatsappShare('«Сұлу» & Ко #1', address)).searchParams.get('text')).toBe(`«Сұлу» & Ко #1\n${address}`)
  expect(new URL(telegramShare('100 %', address)).searchParams.get('url')).toBe(address)
})

test('a map is told latitude first', () => {
  expect(geoAddress([51.92, 47.1], 'Сұлу (2)')).toBe('geo:47.1,51.92?q=47.1,51.92(%D0%A1%D2%B1%D0%BB%D1%83%20%202%20)')
})

test('what a printed sheet must not carry', () => {
  expect(['http://localhost:3000', 'http://127.0.0.1:80', 'http://[::1]:3000'].every(isOnlyHere)).toBe(true)
  expect(['https://example.kz', 'http://192.168.1.5:3000', 'https://localhost.example'].some(isOnlyHere)).toBe(false)
})
