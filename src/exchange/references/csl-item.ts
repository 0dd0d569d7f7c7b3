/** A reference as CSL-JSON: what every format is turned into, and what is kept of it with the source. */
export type CslItem = Readonly<Record<string, unknown>>;

/**
 * What is kept: the variables that cite a document. Abstracts, notes and keywords are other people's words and stay out;
 * so does every name that is none of CSL's.
 */
const keptVariables = (
  'type title title-short author editor translator issued original-date accessed container-title ' +
  'container-title-short collection-title collection-number event-title genre volume issue page number ' +
  'number-of-pages edition version medium language publisher publisher-place jurisdiction DOI PMID PMCID ISBN ISSN URL custom'
).split(' ');

export const keptCsl = (item: CslItem): CslItem =>
  Object.fromEntries(
    keptVariables.flatMap((name) =>
      Object.hasOwn(item, name) && item[name] !== undefined && item[name] !== null ? [[name, item[name]]] : [],
    ),
  );
