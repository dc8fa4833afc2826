import { expect, test } from 'vitest'
import { robots, sitemap, sitemapIndex } from './sitemap.ts'

const origin = 'https://example.kz'

test('each page stands there in three languages, each telling of the others', () => {
  const xml = sitemap(origin, [{ path: '/' }, { path: '/b/sulu', changedAt: new Date('2026-11-22T10:00:00Z') }])
  expect([...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
    'https://example.kz/kk',
    'https://example.kz/ru',
    'https://example.kz/en',
    'https://example.kz/kk/b/sulu',
    'https://example.kz/ru/b/sulu',
    'https://example.kz/en/b/sulu',
  ])
  expect(xml.match(/hreflang="ru" href="https:\/\/example\.kz\/ru\/b\/sulu"/g)).toHaveLength(3)
  expect(xml.match(/hreflang="x-default"/g)).toHaveLength(6)
  expect(xml.match(/<lastmod>2026-11-22T10:00:00.000Z/g)).toHaveLength(3)
})

test('no name can break out of it', () => {
  const xml = sitemap(origin, [{ path: '/b/x&<y>"' }])
  expect(xml).toContain('/b/x&#38;&#60;y&#62;&#34;')
})

test('many files are named in one', () => {
  expect([...sitemapIndex(origin, 2).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
    'https://example.kz/sitemap/1.xml',
    'https://example.kz/sitemap/2.xml',
  ])
})

test('robots are kept off private links and shown the way', () => {
  expect(robots(origin).split('\n')).toEqual(
    expect.arrayContaining(['Disallow: /*/v/', 'Disallow: /office', 'Sitemap: https://example.kz/sitemap.xml']),
  )
})
