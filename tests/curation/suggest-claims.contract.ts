import { beforeEach, expect, it } from 'vitest';
import { suggestClaimsFor } from '../../src/curation/suggestions/suggest-claims.ts';
import { evidenceModel, relationshipOf } from '../../src/domain/model.ts';
import type { Store } from '../../src/store/store.ts';
import { adding, changeSet, claim, edge, finding, intervention, link } from '../contract/write-helpers.ts';
import { ben, curating } from './curating.ts';

/** Claims for a source or a study: every sentence holds on both engines. */
export function describeSuggestions(open: () => Promise<Store>): void {
  let store: Store;

  beforeEach(async () => {
    store = await open();
    const about = (from: string, to: string) => {
      const relationship = relationshipOf(evidenceModel, `ABOUT_${to.split(':')[0]?.toUpperCase()}`);
      if (!relationship) throw new TypeError(`Nothing is about ${to}.`);
      return edge(relationship.name, from, to);
    };
    await store.write(
      changeSet({
        nodes: [
          adding('source:trial', { kind: 'ARTICLE', title: 'Heroin on prescription' }),
          adding('source:silent', { kind: 'ARTICLE', title: 'It was so' }),
          adding('study:trial', { name: 'A trial', design: ['RCT'] }),
          intervention('courts', 'Drug courts'),
          adding('outcome:deaths', { name: 'Deaths' }),
          adding('jurisdiction:scotland', { name: 'Scotland' }),
          finding('fewer', 'Fewer overdoses among those released.'),
          claim('courts', 'Courts of this sort work.'),
          claim('deaths', 'People die less often.'),
          claim('overdoses', 'Overdoses become rarer.'),
          claim('linked', 'Overdoses and deaths go down.'),
          claim('heroin', 'Heroin can be prescribed.'),
          claim('other', 'Prisons are full.'),
          link('l'),
        ],
        edges: [
          edge('REPORTED_IN', 'finding:fewer', 'source:trial'),
          edge('REPORTED_IN', 'study:trial', 'source:trial'),
          edge('RESULT_OF', 'finding:fewer', 'study:trial'),
          edge('USES', 'evidence-link:l', 'finding:fewer'),
          edge('HAS_EVIDENCE', 'claim:linked', 'evidence-link:l'),
          about('finding:fewer', 'outcome:deaths'),
          about('study:trial', 'intervention:courts'),
          about('claim:courts', 'intervention:courts'),
          about('claim:deaths', 'outcome:deaths'),
          about('claim:linked', 'outcome:deaths'),
        ],
      }),
    );
  });

  const found = async (asked: Parameters<typeof suggestClaimsFor>[1]) =>
    (await suggestClaimsFor(store, asked, 10)).map(({ id, reasons }) => [id, ...reasons]);

  it('come from what its findings say and are about, each with the reason, and not what it is evidence for already', async () => {
    expect(await found({ source: 'source:trial' })).toEqual([
      ['claim:courts', 'It is about Drug courts, as what was found is.'],
      ['claim:deaths', 'It is about Deaths, as what was found is.'],
      ['claim:heroin', 'It shares these words with what it says and found: heroin.'],
      ['claim:overdoses', 'It shares these words with what it says and found: overdoses.'],
    ]);
    expect((await found({ study: 'study:trial' })).map(([id]) => id)).toEqual([
      'claim:courts',
      'claim:deaths',
      'claim:overdoses',
    ]);
  });

  it('are none where it says nothing, and it may be named by the id of what was merged into it', async () => {
    expect(await found({ source: 'source:silent' })).toEqual([]);
    const { curation, asked } = curating(store);
    await curation.mergeDuplicates(
      { duplicate: 'source:trial', survivor: 'source:silent', why: 'The same.' },
      asked(ben),
    );
    expect((await found({ source: 'source:trial' })).map(([id]) => id)).toEqual([
      'claim:courts',
      'claim:deaths',
      'claim:overdoses',
    ]);
  });

  it('are refused for what is not there or is of another kind', async () => {
    await expect(found({ source: 'source:none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(found({ study: 'source:trial' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      argument: 'study',
    });
    await expect(found({ source: "source:a' OR 1=1" })).rejects.toMatchObject({ argument: 'source' });
  });
}
