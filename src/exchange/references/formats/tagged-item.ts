import type { CslItem } from '../csl-item.ts';
import { nameOfText } from '../person-names.ts';
import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';

/** Which tags of a format hold what cites a document. Of several tags the first that is there counts. */
export interface ItemTags {
  readonly title: readonly string[];
  readonly author: readonly string[];
  readonly groups?: readonly string[];
  readonly editor?: readonly string[];
  readonly journal: readonly string[];
  readonly shortJournal?: readonly string[];
  readonly volume: string;
  readonly issue: string;
  readonly publisher?: readonly string[];
  readonly place?: readonly string[];
  readonly language?: string;
  readonly edition?: string;
}

/** What such tags tell, as a CSL-JSON item without type, date and pages. */
export function taggedItem(fields: RecordFields, tags: ItemTags): CslItem {
  const names = (wanted: readonly string[] = []) => {
    const tag = wanted.find((each) => fields.has(each));
    return tag === undefined ? [] : valuesOf(fields, tag).map((name) => nameOfText(name.replace(/\s+/gu, ' ')));
  };
  const author = [...names(tags.author), ...valuesOf(fields, ...(tags.groups ?? [])).map((literal) => ({ literal }))];
  const editor = names(tags.editor);
  const full = firstOf(fields, ...tags.journal);
  const short = firstOf(fields, ...(tags.shortJournal ?? []));
  return defined({
    title: firstOf(fields, ...tags.title),
    author: author.length > 0 ? author : undefined,
    editor: editor.length > 0 ? editor : undefined,
    'container-title': full ?? short,
    'container-title-short': full === short ? undefined : short,
    volume: firstOf(fields, tags.volume),
    issue: firstOf(fields, tags.issue),
    publisher: firstOf(fields, ...(tags.publisher ?? [])),
    'publisher-place': firstOf(fields, ...(tags.place ?? [])),
    language: tags.language && firstOf(fields, tags.language),
    edition: tags.edition && firstOf(fields, tags.edition),
  });
}
