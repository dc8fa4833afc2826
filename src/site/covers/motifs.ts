// Motifs of Kazakh ornament, drawn as strokes on 48 × 48.

const MOTIFS = {
  /** қошқар мүйіз, ram's horn */
  horn: 'M24 46V27C24 12 5 10 5 20c0 8 10 8 11 1M24 27C24 12 43 10 43 20c0 8-10 8-11 1M14 40c4-1 7-4 10-9 3 5 6 8 10 9',
  /** тарақ, comb */
  comb: 'M6 14h36M10 14v20M17 14v26M24 14v29M31 14v26M38 14v20',
  /** су, water */
  water: 'M0 16c6-9 12-9 18 0s12 9 18 0 8-8 12-6M0 34c6-9 12-9 18 0s12 9 18 0 8-8 12-6',
  /** тұмар, amulet */
  amulet: 'M24 5 43 40H5zM24 18l9 16H15zM24 40v7',
  /** құс қанаты, bird's wing */
  wing: 'M4 40C8 20 20 8 44 6 40 20 34 26 24 28M4 40c10 0 18-4 24-12M14 26c6 0 12 2 14 6',
  /** жұлдыз, star */
  star: 'M24 4v40M4 24h40M10 10l28 28M38 10 10 38M24 14l10 10-10 10-10-10z',
  /** түйетабан, camel's foot */
  foot: 'M24 44V30M24 30C12 30 6 22 8 10c8 2 14 8 16 20 2-12 8-18 16-20 2 12-4 20-16 20M24 24V6',
  /** ирек, zigzag */
  zigzag: 'M0 30 12 14l12 16 12-16 12 16M0 42l12-16 12 16 12-16 12 16',
} as const

type Motif = keyof typeof MOTIFS

const CATEGORIES: Readonly<Partial<Record<Motif, string>>> = {
  comb: 'barbershop',
  water: 'spa bath massage cleaning car-wash',
  amulet: 'clinic dentistry',
  wing: 'education photo',
  star: 'fitness sports-field optics',
  foot: 'veterinary atelier',
  zigzag: 'car-service tyre-service phone-repair climate',
}

const OF_CATEGORY = new Map(
  Object.entries(CATEGORIES).flatMap(([motif, slugs]) =>
    slugs.split(' ').map((slug) => [slug, motif as Motif] as const),
  ),
)

/** Stroke path for a category; salons, and whatever is new, have the ram's horn. */
export const motifOf = (category: string): string => MOTIFS[OF_CATEGORY.get(category) ?? 'horn']
