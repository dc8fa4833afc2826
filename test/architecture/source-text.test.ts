import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

const MAX_LINES = 300
const TEST = /\.test\.tsx?$/

/** Letters as data, not as text shown to anybody: alphabets, sort orders, month names without Intl. */
const LETTERS_AS_DATA = [/^src\/kernel\/phone\.ts$/, /^src\/platform\/i18n\//, /\/(slug|letters)\.ts$/]

/** What languages call themselves, the same in every catalogue. */
const LANGUAGE_NAMES = /^['"](Қазақша|Қаз|Русский|Рус)['"]$/

const files = await sourceFiles()
const product = files.filter((file) => !TEST.test(file))

describe('source files', () => {
  it(`have at most ${MAX_LINES} lines: past that, split by verb`, async () => {
    const lengths = await Promise.all(
      product.map(async (file) => [file, (await readFile(file, 'utf8')).split('\n').length - 1]),
    )
    expect(lengths.filter(([, lines]) => Number(lines) > MAX_LINES)).toEqual([])
  })

  it('hold no text for people in Kazakh or Russian: that lives in src/locales', async () => {
    const checked = product.filter((file) => !LETTERS_AS_DATA.some((pattern) => pattern.test(file)))
    const found = await Promise.all(checked.map(async (file) => cyrillicTexts(file, await readFile(file, 'utf8'))))
    expect(found.flat()).toEqual([])
  })

  it('would be caught with such a text', () => {
    const source = 'const a = "қате"\nconst b = <p>Запись</p> // пояснение\nconst c = `бағасы`\nconst d = "Рус"'
    expect(cyrillicTexts('x.tsx', source)).toEqual(['x.tsx:1 "қате"', 'x.tsx:2 Запись', 'x.tsx:3 `бағасы`'])
  })
})

/** Strings, templates and JSX text with Cyrillic letters; comments may say what they like. */
function cyrillicTexts(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isJsxText(node) || isTemplatePart(node)
    if (isText && /\p{Script=Cyrillic}/u.test(node.getText()) && !LANGUAGE_NAMES.test(node.getText())) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1} ${node.getText().trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const isTemplatePart = (node: ts.Node): boolean =>
  ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
