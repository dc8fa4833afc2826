const RUSSIAN_FOR: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
}

/** One key for every way of typing a name: case, Kazakh or Russian keyboard, hyphens and spaces do not matter. */
export const nameKeyOf = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[әғқңөұүһіё]/g, (letter) => RUSSIAN_FOR[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
