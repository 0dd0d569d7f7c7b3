import type { ChangeSet } from '../../src/store/change-set.ts';
import { changeSet, claim, edge, finding, link, source } from '../contract/write-helpers.ts';

/** One source whose findings are all used by all links: many times more connections than entries. */
export function denseGraph(size: number): ChangeSet {
  const times = <Item>(make: (index: number) => Item): Item[] =>
    Array.from({ length: size }, (_, index) => make(index));
  return changeSet({
    nodes: [
      source('s0'),
      ...times((index) => finding(`f${index}`, `word${index % 7} common`)),
      ...times((index) => link(`l${index}`)),
      ...times((index) => claim(`c${index}`, `word${index % 5} common`)),
    ],
    edges: [
      ...times((index) => edge('REPORTED_IN', `finding:f${index}`, 'source:s0')),
      ...times((index) => edge('HAS_EVIDENCE', `claim:c${index}`, `evidence-link:l${index}`)),
      ...times((link) => times((index) => edge('USES', `evidence-link:l${link}`, `finding:f${index}`))).flat(),
    ],
  });
}
