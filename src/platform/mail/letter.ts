import type { Locale } from '#kernel/localized-text.ts'

/** What a mail says, in the language of its reader. */
export interface Letter {
  subject: string
  /** Paragraphs. */
  lines: readonly string[]
  /** The one thing to do. */
  action?: { label: string; url: string }
  /** Small: why it came, and what to do when one did not ask for it. */
  foot: string
}

export const textOf = ({ lines, action, foot }: Letter): string =>
  [...lines, ...(action ? [`${action.label}:\n${action.url}`] : []), '—', foot].join('\n\n')

const PARAGRAPH = 'margin:0 0 16px;font:16px/24px system-ui,sans-serif'
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:12px;background:#00788f;color:#ffffff;' +
  'font:600 16px/24px system-ui,sans-serif;text-decoration:none'
const SMALL = 'margin:24px 0 0;font:14px/20px system-ui,sans-serif;color:#52605d'

/** Whole without pictures and styles from elsewhere: nothing tells anybody that it was read. */
export function htmlOf({ subject, lines, action, foot }: Letter, locale: Locale): string {
  const paragraphs = lines.map((line) => `<p style="${PARAGRAPH}">${escapeHtml(line)}</p>`)
  const url = action && escapeHtml(action.url)
  const button = action
    ? [
        `<p style="${PARAGRAPH}"><a href="${url}" style="${BUTTON}">${escapeHtml(action.label)}</a></p>`,
        `<p style="${SMALL};word-break:break-all">${url}</p>`,
      ]
    : []
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#ffffff;color:#16211f"><div style="max-width:560px;margin:0 auto">',
    ...paragraphs,
    ...button,
    `<p style="${SMALL}">${escapeHtml(foot)}</p>`,
    '</div></body></html>',
  ].join('\n')
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)
