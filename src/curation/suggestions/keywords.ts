import { searchWords } from '../../domain/search-text.ts';

/** Words that say nothing of what a text is about. */
const common: ReadonlySet<string> = new Set(
  'about after also among been before being between both could does during each from have having into more most much only other over same should some such than that their them then there these they this those through under very were what when where which while will with within would study studies results found using used based'.split(
    ' ',
  ),
);

export const shortestWord = 4;

/** The words of a text that tell most, at most so many: those said often, then long ones. */
export function keywordsOf(text: string, most: number): string[] {
  const counts = new Map<string, number>();
  for (const word of searchWords(text))
    if (word.length >= shortestWord && !common.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].toSorted(
    ([one, often], [other, oftener]) => oftener - often || other.length - one.length || (one < other ? -1 : 1),
  );
  return ranked.slice(0, most).map(([word]) => word);
}
