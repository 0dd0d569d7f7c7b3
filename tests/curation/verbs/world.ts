import { evidenceModel } from '../../../src/domain/model.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/embedded-store.ts';
import type { ChangeSet } from '../../../src/store/change-set.ts';
import type { Store } from '../../../src/store/store.ts';
import { adding, changeSet, claim, edge, finding, link, recommendation, source } from '../../contract/write-helpers.ts';

/** What there is before anything is proposed: something of each kind that verbs name, and something that fell. */
export const world: ChangeSet = changeSet({
  nodes: [
    claim('works', 'It works.'),
    claim('cheap', 'It is cheap.'),
    claim('rests', 'It works well.'),
    source('plain'),
    adding('source:known', { kind: 'ARTICLE', title: 'Known', doi: '10.1000/known' }),
    adding('source:undated', { kind: 'REPORT', title: 'A title and nothing else' }),
    adding('source:fallen', { kind: 'ARTICLE', title: 'Fallen', standing: 'RETRACTED' }),
    adding('study:known', { name: 'The known study' }),
    finding('known'),
    finding('fallen'),
    link('known'),
    link('rests'),
    recommendation('use', '1'),
    adding('rating-scheme:words', { name: 'Words' }),
    adding('rating-level:good', { name: 'good' }),
    adding('outcome:returning', { name: 'Returning' }),
    adding('outcome:dying', { name: 'Dying' }),
    adding('topic:courts', { name: 'Courts' }),
    adding('intervention:known', { name: 'Usual care' }),
  ],
  edges: [
    edge('REPORTED_IN', 'study:known', 'source:plain'),
    edge('REPORTED_IN', 'finding:known', 'source:plain'),
    edge('REPORTED_IN', 'finding:fallen', 'source:fallen'),
    edge('HAS_EVIDENCE', 'claim:cheap', 'evidence-link:known'),
    edge('USES', 'evidence-link:known', 'finding:known'),
    edge('HAS_EVIDENCE', 'claim:rests', 'evidence-link:rests'),
    edge('USES', 'evidence-link:rests', 'claim:works'),
    edge('LEVEL_OF', 'rating-level:good', 'rating-scheme:words'),
    edge('ABOUT_OUTCOME', 'claim:works', 'outcome:returning'),
    edge('ABOUT_TOPIC', 'claim:works', 'topic:courts'),
  ],
});

/** That world, in memory. */
export async function openWorld(): Promise<Store> {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  await store.write(world);
  return store;
}

/** Texts that would do harm where anything in them were run. */
export const hostileText = `'); DROP TABLE node; -- "x" OR 1=1 * NEAR( <script>alert(1)</script> MATCH (n) DETACH DELETE n // {{7*7}} ../../etc`;
