/** What a title or a type of publication says about the standing of a document. */
export interface EditorialSign {
  /** `ITSELF`: the document that bears the sign; `ANOTHER`: the one that this notice is about. */
  readonly about: 'ITSELF' | 'ANOTHER';
  /** As an `EditorialNotice` has it. */
  readonly nature: 'RETRACTION' | 'CORRECTION' | 'CONCERN';
  /** The words that say so. */
  readonly words: string;
  /** The title without them; empty where they are all of it. */
  readonly title: string;
}

type Shape = readonly [RegExp, EditorialSign['about'], EditorialSign['nature']];

const separator = '\\s*[:.\\u2013\\u2014-]\\s*';

/** In this order: a notice of a retraction begins with the same letters as what was retracted. */
const shapes: readonly Shape[] = [
  [
    /^(?:notice of )?(?:partial )?retraction(?: note| notice)?(?:\s*(?:of|to|for)\b\s*:?\s*|\s*[:.\u2013\u2014-]\s*|$)/iu,
    'ANOTHER',
    'RETRACTION',
  ],
  // “Correction of …” is what surgeons do.
  [
    /^(?:author |publisher )?(?:correction|corrigendum|erratum|errata)(?:\s*to\b\s*:?\s*|\s*[:.\u2013\u2014-]\s*|$)/iu,
    'ANOTHER',
    'CORRECTION',
  ],
  [
    /^(?:editorial )?expressions? of concern(?:\s*(?:to|on|about|for|regarding)\b\s*:?\s*|\s*[:.\u2013\u2014-]\s*|$)/iu,
    'ANOTHER',
    'CONCERN',
  ],
  [
    new RegExp(
      `^[[(]?(?:retracted|withdrawn)(?: article| paper| publication| chapter)?(?:[\\])]\\s*:?\\s*|${separator})`,
      'iu',
    ),
    'ITSELF',
    'RETRACTION',
  ],
  [/\s*[[(](?:retracted|withdrawn)(?: article| paper| publication)?\b[^\])]*[\])]\.?$/iu, 'ITSELF', 'RETRACTION'],
];

/** The sign that a title bears, or undefined. */
export function editorialSign(title: string): EditorialSign | undefined {
  for (const [shape, about, nature] of shapes) {
    const [found] = shape.exec(title) ?? [];
    if (found !== undefined) {
      const rest = title.replace(found, '').replace(/^["“”'‘’\s]+|["“”'‘’\s]+$/gu, '');
      return { about, nature, words: found.replace(/[\s:.\u2013\u2014-]+$/u, '').trim(), title: rest };
    }
  }
  return undefined;
}

/** Types of publication as PubMed, Web of Science, Scopus and Embase name them. */
const types: Readonly<Record<string, readonly [EditorialSign['about'], EditorialSign['nature']]>> = {
  'retracted publication': ['ITSELF', 'RETRACTION'],
  retracted: ['ITSELF', 'RETRACTION'],
  'retracted article': ['ITSELF', 'RETRACTION'],
  'withdrawn publication': ['ITSELF', 'RETRACTION'],
  'retraction of publication': ['ANOTHER', 'RETRACTION'],
  'retraction notice': ['ANOTHER', 'RETRACTION'],
  retraction: ['ANOTHER', 'RETRACTION'],
  'published erratum': ['ANOTHER', 'CORRECTION'],
  erratum: ['ANOTHER', 'CORRECTION'],
  correction: ['ANOTHER', 'CORRECTION'],
  'expression of concern': ['ANOTHER', 'CONCERN'],
};

/** The sign that one of the types of a publication is. */
export function editorialSignOfTypes(names: readonly string[], title: string): EditorialSign | undefined {
  for (const words of names) {
    const key = words.trim().toLowerCase();
    const [about, nature] = (Object.hasOwn(types, key) && types[key]) || [];
    if (about && nature) return { about, nature, words, title };
  }
  return undefined;
}
