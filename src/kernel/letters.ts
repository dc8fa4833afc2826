// Kazakh and Russian keyboards, capitals and marks: texts are compared by letters that all of them can type.

/** Kazakh letters as the Russian ones people type for them, and ё as е. */
const FOLDED: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е' },
}

/** Lower case, Kazakh letters folded, marks off Latin letters: `Сұлу` → `сулу`, `Şaş` → `sas`. */
export const fold = (text: string): string =>
  [...text.normalize('NFC').toLowerCase()].map((letter) => FOLDED[letter] ?? withoutMarks(letter)).join('')

const withoutMarks = (letter: string): string =>
  letter === 'ı' ? 'i' : /\p{Script=Latin}/u.test(letter) ? letter.normalize('NFKD').replace(/\p{M}/gu, '') : letter
