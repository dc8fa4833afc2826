// What an attacker puts where a value belongs.

/** `operator`: no endpoint may take it for a value. `type`: another type than promised. `text`: odd, but a text. */
export type PayloadKind = 'operator' | 'type' | 'text'

export interface Payload {
  name: string
  kind: PayloadKind
  /** As JSON, as it would be written into the body. */
  json: string
  /** As text in a path, a query or a form. */
  text: string
}

const payload = (name: string, kind: PayloadKind, json: string, text = json): Payload => ({ name, kind, json, text })
const text = (name: string, value: string): Payload => payload(name, 'text', JSON.stringify(value), value)
const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth)

/** Below the limit of a body, so that it reaches whoever reads the field. */
const LONG = 40_000

export const PAYLOADS: readonly Payload[] = [
  payload('$gt', 'operator', '{"$gt":""}'),
  payload('$ne', 'operator', '{"$ne":null}'),
  payload('$in', 'operator', '{"$in":[null,""]}'),
  payload('$regex', 'operator', '{"$regex":"^(a+)+$"}'),
  payload('$where', 'operator', '{"$where":"sleep(5000)||true"}'),
  payload('$expr', 'operator', '{"$expr":{"$function":{"body":"while(1){}","args":[],"lang":"js"}}}'),
  payload('operator in a list', 'operator', '[{"$gt":""}]'),
  payload('ObjectId of extended JSON', 'operator', '{"$oid":"ffffffffffffffffffffffff"}'),
  payload('__proto__', 'operator', '{"__proto__":{"isAdmin":true,"right":"owner"}}'),
  payload('constructor.prototype', 'operator', '{"constructor":{"prototype":{"isAdmin":true}}}'),
  payload('null', 'type', 'null'),
  payload('true', 'type', 'true'),
  payload('a list', 'type', '["a","b"]'),
  payload('an object', 'type', '{"length":1,"toString":1}'),
  payload('a date of the year 9999', 'type', '"9999-12-31"', '9999-12-31'),
  payload('a time of the year 9999', 'type', '"9999-12-31T06:00:00Z"', '9999-12-31T06:00:00Z'),
  payload('a date of the year 1', 'type', '"0001-01-01"', '0001-01-01'),
  payload('31 February', 'type', '"2026-02-31"', '2026-02-31'),
  payload('-1', 'type', '-1'),
  payload('1e308', 'type', '1e308'),
  payload('more than a double holds', 'type', '1e999'),
  payload('2^53 + 1', 'type', '9007199254740993'),
  payload('a fraction', 'type', '0.1'),
  payload('10,000 levels of lists', 'type', deep('[', ']', 10_000), '['.repeat(2000)),
  payload('10,000 levels of objects', 'type', `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`, '{"a":'.repeat(400)),
  text('nothing', ''),
  text('__proto__ as a text', '__proto__'),
  text('constructor as a text', 'constructor'),
  text('toString as a text', 'toString'),
  text('$where as a text', "'; return true; var x='"),
  text('SQL', "1' OR '1'='1'; --"),
  text('a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'),
  text('a template', '{{constructor.constructor("return 1")()}}#{7*7}'),
  text('formula', '=HYPERLINK("http://evil.example","x")'),
  text('path', '../../../../etc/passwd'),
  text('NUL', 'a\u0000b'),
  text('line ends', 'a\r\nSet-Cookie: session=evil\r\n\r\n'),
  text('half of a surrogate pair', '\ud800'),
  text('right-to-left override', '\u202egpj.exe\u2066'),
  text('look-alikes', 'аdmіn@ехаmрlе.соm'),
  text('full-width digits', '０１２３４５６７８９'),
  text('zero-width', 'a\u200b\u200d\ufeffb'),
  text('combining marks', `a${'\u0301'.repeat(5000)}`),
  text('expands under NFKC', '\ufdfa'.repeat(5000)),
  text('emoji family', '👨‍👩‍👧‍👦'.repeat(500)),
  text('letters for (a+)+$', `${'a'.repeat(LONG)}!`),
  text('digits and a mark', `${'1'.repeat(LONG)}!`),
  text('spaces', ' '.repeat(LONG)),
  text('e-mail of at signs', `${'a@'.repeat(LONG / 2)}`),
  text('dots and dashes', '.-'.repeat(LONG / 2)),
  text('brackets of a phone', `+7(${'('.repeat(LONG)}`),
  text('date that is none', '2026-02-31'),
  text('year 275760', '+275760-09-13T00:00:00.001Z'),
  text('24 digits of another alphabet', '０'.repeat(24)),
]

/** Longer than any body may be. */
export const MEGABYTE = 'a'.repeat(2 ** 20)

/** Whole bodies that are no object of fields. */
export const BODIES: readonly { name: string; type: string; body: string | Buffer }[] = [
  ...[
    ['none', ''],
    ['a list', '[]'],
    ['a text', '"text"'],
    ['a number', '1'],
    ['null', 'null'],
    ['half', '{"name":"'],
    ['two', '{}{}'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}'],
    ['constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['20,000 levels', deep('[', ']', 20_000)],
    ['20,000 fields', `{${Array.from({ length: 5000 }, (_, i) => `"f${i}":1`).join()}}`],
    ['1 MB', `{"name":"${MEGABYTE}"}`],
    ['BOM', '\ufeff{}'],
    ['NaN', '{"version":NaN}'],
  ].map(([name = '', body = '']) => ({ name: `JSON: ${name}`, type: 'application/json', body })),
  {
    name: 'bytes that are no UTF-8',
    type: 'application/json',
    body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  },
  { name: 'UTF-16', type: 'application/json; charset=utf-16', body: Buffer.from('{"name":"a"}', 'utf16le') },
  {
    name: 'a form',
    type: 'application/x-www-form-urlencoded',
    body: 'name[$ne]=1&__proto__[isAdmin]=true&name=a&name=b',
  },
  { name: 'a form of 1 MB', type: 'application/x-www-form-urlencoded', body: `name=${MEGABYTE}` },
  { name: 'a form of 10,000 fields', type: 'application/x-www-form-urlencoded', body: 'a=1&'.repeat(10_000) },
  {
    name: 'a form of broken escapes',
    type: 'application/x-www-form-urlencoded',
    body: 'name=%zz&phone=%&note=%ff%c0%af',
  },
  {
    name: 'several parts',
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
  },
  { name: 'plain text', type: 'text/plain', body: '{"name":"a"}' },
  { name: 'XML', type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' },
  { name: 'a type that is none', type: ';;;', body: '{}' },
]

/** Ends of an address: added to the path of every endpoint. */
export const ADDRESS_ENDS: readonly string[] = [
  '%',
  '%zz',
  '%00',
  '%ff',
  '%c0%ae%c0%ae%2f',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/../../etc/passwd',
  '//',
  ';a=b',
  '?[$ne]=1',
  '?date[$gt]=&serviceId[$ne]=1&business[$ne]=1',
  '?__proto__[isAdmin]=true&constructor[prototype][isAdmin]=true',
  '?date=2026-01-01&date=2026-01-02&serviceId=a&serviceId=b',
  '?date=%',
  '?locale=__proto__',
  `?${'a=1&'.repeat(1000)}`,
  `?date=${'1'.repeat(8000)}`,
  `/${'a'.repeat(8000)}`,
]

/** Longer than Node reads: 431, or the connection ends. */
export const LONG_ADDRESS = `?date=${MEGABYTE}`

const forgedCookies = (name: string): string[] =>
  [
    'x',
    '%',
    '__proto__',
    '{"$gt":""}',
    '[object Object]',
    'a'.repeat(7000),
    'AAAA.BBBB',
    '.',
    '"',
    '%00%ff',
    'j:{"$ne":1}',
  ].map((value) => `${name}=${value}`)

/** Headers that a browser of ours would never send. */
export const HEADERS: readonly Record<string, string>[] = [
  ...['session', 'device', 'locale', '__Host-session'].flatMap(forgedCookies).map((cookie) => ({ cookie })),
  { cookie: ';'.repeat(8000) },
  { 'accept-language': `${'a-'.repeat(3000)};q=${'1'.repeat(3000)}` },
  { 'accept-language': '__proto__' },
  { 'accept-language': ',;q=,;q=-1,*;q=1e999' },
  { host: 'evil.example' },
  { host: 'localhost:1@evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', 'x-forwarded-for': "' OR 1=1" },
  { 'x-http-method-override': 'DELETE' },
  { 'content-encoding': 'gzip' },
  { 'transfer-encoding': 'chunked' },
  { expect: '200-maybe' },
  { range: `bytes=${'0-0,'.repeat(2000)}0-0` },
  { 'idempotency-key': '{"$ne":null}' },
  { 'idempotency-key': 'x'.repeat(7000) },
  { 'idempotency-key': '__proto__' },
  { 'if-none-match': `${'"a",'.repeat(2000)}"b"` },
]

/** A genuine private link, changed so that it must not open anything. */
export function forgedLinks(token: string): string[] {
  const [id = '', signature = ''] = token.split('.')
  const swapped = (text: string, at: number) => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)
  return [
    ...Array.from({ length: 24 }, (_, at) => `${swapped(id, at)}.${signature}`),
    ...Array.from({ length: 42 }, (_, at) => `${id}.${swapped(signature, at)}`),
    `${id}.`,
    `.${signature}`,
    id,
    signature,
    `${id}.${signature.slice(1)}`,
    `${id}.${signature}A`,
    `${id.toUpperCase()}.${signature}x`,
    `${id}.${signature}.${signature}`,
    `${id}.${'A'.repeat(43)}`,
    `${id}.${'='.repeat(43)}`,
    `${id}.${'а'.repeat(43)}`,
    `${'0'.repeat(24)}.${signature}`,
    '__proto__',
    `${id}.${'\u0000'.repeat(43)}`,
  ]
}
