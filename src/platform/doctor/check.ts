// A check recomputes what is kept for speed (busy words, figures, mirrors) from its source and tells every difference.

export interface Finding {
  /** What is wrong: `diary_words`, `overlap` … */
  code: string
  /** The document it is about, as `collection/id`. */
  subject: string
  found: unknown
  expected: unknown
  repaired: boolean
}

export interface Check {
  name: string
  /** Reads everything it judges in one snapshot, so that work going on meanwhile is not taken for damage. */
  run(options: { repair: boolean }): Promise<Finding[]>
}
