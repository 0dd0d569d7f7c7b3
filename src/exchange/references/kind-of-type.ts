/** The kinds of the types that CSL 1.0.2 has, with Crossref's own names for some of them. */
const kindOfCslType: Readonly<Record<string, string>> = {
  article: 'PREPRINT',
  'article-journal': 'ARTICLE',
  'article-magazine': 'ARTICLE',
  'article-newspaper': 'ARTICLE',
  bill: 'REPORT',
  book: 'BOOK',
  broadcast: 'REPORT',
  chapter: 'CHAPTER',
  classic: 'BOOK',
  collection: 'BOOK',
  dataset: 'DATASET',
  entry: 'CHAPTER',
  'entry-dictionary': 'CHAPTER',
  'entry-encyclopedia': 'CHAPTER',
  event: 'CONFERENCE_PAPER',
  figure: 'REPORT',
  graphic: 'REPORT',
  hearing: 'TESTIMONY',
  interview: 'TESTIMONY',
  legal_case: 'REPORT',
  legislation: 'REPORT',
  manuscript: 'REPORT',
  map: 'REPORT',
  motion_picture: 'REPORT',
  musical_score: 'REPORT',
  pamphlet: 'REPORT',
  'paper-conference': 'CONFERENCE_PAPER',
  patent: 'REPORT',
  performance: 'REPORT',
  periodical: 'BOOK',
  personal_communication: 'TESTIMONY',
  post: 'WEB',
  'post-weblog': 'WEB',
  regulation: 'REPORT',
  report: 'REPORT',
  review: 'ARTICLE',
  'review-book': 'ARTICLE',
  software: 'DATASET',
  song: 'REPORT',
  speech: 'CONFERENCE_PAPER',
  standard: 'GUIDELINE',
  thesis: 'THESIS',
  treaty: 'REPORT',
  webpage: 'WEB',
  'journal-article': 'ARTICLE',
  'book-chapter': 'CHAPTER',
  'book-section': 'CHAPTER',
  'book-part': 'CHAPTER',
  'edited-book': 'BOOK',
  'reference-book': 'BOOK',
  monograph: 'BOOK',
  dissertation: 'THESIS',
  'posted-content': 'PREPRINT',
  preprint: 'PREPRINT',
  'proceedings-article': 'CONFERENCE_PAPER',
  proceedings: 'BOOK',
  'reference-entry': 'CHAPTER',
  erratum: 'ERRATUM',
  protocol: 'PROTOCOL',
};

/** Types of publication, as databases write them beside the type of the record. The first that is here counts. */
const kindOfPublicationType: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:conference|meeting) ?abstract|^(?:proceedings|conference) paper|^abstract of|^congress|^conference proceeding/iu,
    'CONFERENCE_PAPER',
  ],
  [/^trial registry record|^clinical trial registration/iu, 'TRIAL_REGISTRATION'],
  [/^clinical trial protocol|^(?:study )?protocol$/iu, 'PROTOCOL'],
  [/^preprint/iu, 'PREPRINT'],
  [
    /^(?:published erratum|erratum|correction|corrigendum|retraction(?: of publication| notice)?|expression of concern)$/iu,
    'ERRATUM',
  ],
  [/^(?:doctoral |master'?s )?(?:thesis|dissertation)/iu, 'THESIS'],
  [/^(?:book )?chapter/iu, 'CHAPTER'],
  [/^book$/iu, 'BOOK'],
  [/^(?:systematic review|meta-analysis)/iu, 'REVIEW'],
  [/^(?:practice )?guideline$/iu, 'GUIDELINE'],
  [/^(?:dataset|data ?set)$/iu, 'DATASET'],
];

/** Servers of preprints, as they stand in the place of a journal or publisher. */
const preprintServer =
  /^(?:(?:med|bio|chem|psy|soc|earth|engr|eco|edu?|paleor?|law)-?a?rxiv|medrxiv.*|biorxiv.*|arxiv\b.*|ssrn\b.*|research square|preprints(?:\.org)?|osf preprints|authorea|sociarxiv|f1000research preprints)$/iu;

export const isPreprintServer = (name: string) => preprintServer.test(name.trim());

export const kindOfCsl = (type: unknown): string | undefined =>
  typeof type === 'string' && Object.hasOwn(kindOfCslType, type) ? kindOfCslType[type] : undefined;

export function kindOfPublicationTypes(types: readonly string[]): string | undefined {
  return kindOfPublicationType.find(([shape]) => types.some((type) => shape.test(type.trim())))?.[1];
}
