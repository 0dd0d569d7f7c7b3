/** The types of EndNote's references, with their CSL types and our kinds. */
const types: Readonly<Record<string, readonly [csl: string, kind: string | undefined]>> = {
  'journal article': ['article-journal', 'ARTICLE'],
  'electronic article': ['article-journal', 'ARTICLE'],
  'magazine article': ['article-magazine', 'ARTICLE'],
  'newspaper article': ['article-newspaper', 'ARTICLE'],
  book: ['book', 'BOOK'],
  'edited book': ['book', 'BOOK'],
  'electronic book': ['book', 'BOOK'],
  'book section': ['chapter', 'CHAPTER'],
  'electronic book section': ['chapter', 'CHAPTER'],
  encyclopedia: ['entry-encyclopedia', 'CHAPTER'],
  'conference paper': ['paper-conference', 'CONFERENCE_PAPER'],
  'conference proceedings': ['paper-conference', 'CONFERENCE_PAPER'],
  thesis: ['thesis', 'THESIS'],
  report: ['report', 'REPORT'],
  'government document': ['report', 'REPORT'],
  'unpublished work': ['manuscript', 'REPORT'],
  manuscript: ['manuscript', 'REPORT'],
  preprint: ['article', 'PREPRINT'],
  dataset: ['dataset', 'DATASET'],
  'online database': ['dataset', 'DATASET'],
  'web page': ['webpage', 'WEB'],
  blog: ['post-weblog', 'WEB'],
  'online multimedia': ['webpage', 'WEB'],
  standard: ['standard', 'GUIDELINE'],
  patent: ['patent', 'REPORT'],
  'personal communication': ['personal_communication', 'TESTIMONY'],
  interview: ['interview', 'TESTIMONY'],
  hearing: ['hearing', 'TESTIMONY'],
};

/** A type by its name, in any case. One that is not here says no kind. */
export function endnoteType(name: string): { readonly type: string; readonly kind: string | undefined } {
  const key = name.trim().toLowerCase();
  const [type, kind] = (Object.hasOwn(types, key) && types[key]) || (['document', undefined] as const);
  return { type, kind };
}
