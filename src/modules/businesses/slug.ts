// A business's address in the catalogue: Latin letters from a Kazakh or Russian name, for links that can be dictated.

const LATIN: Readonly<Record<string, string>> = {
  ә: 'a',
  ғ: 'g',
  қ: 'q',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  і: 'i',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}

const LONGEST = 60

/** `«Ақ Жайық» Barbershop` → `aq-zhaiyq-barbershop`; a name without a letter of these alphabets gives `business`. */
export function slugOf(name: string): string {
  const latin = [...name.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('')
  const slug = latin
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}|['’`]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '')
  return slug || 'business'
}

/** The slug itself when it is free, else with the first free number from 2 on. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number += 1) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`
}
