import type { ChangeSet } from '../../src/store/change-set.ts';
import { adding, changeSet, claim, edge, finding, link, source } from '../contract/write-helpers.ts';

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/**
 * A graph of hubs, which grows in proportion: all findings are about one topic and reported by one source, all claims are
 * about one place and one topic. Whatever looks along them from each entry anew visits the square of its size.
 */
export function hubGraph(findings: number): ChangeSet {
  const claims = findings / 4;
  const nodes = [
    ...times(findings, (index) => finding(`f${index}`, `word${index % 7} common`)),
    ...times(claims, (index) => claim(`c${index}`, `word${index % 5} common`, index % 2 ? 'HARM' : 'COST')),
    ...times(claims, (index) => link(`l${index}`, index % 3 ? 'SUPPORTS' : 'DISPUTES')),
    ...times(claims, (index) => source(`s${index}`)),
    ...['hub', 'other'].map((slug) => adding(`topic:${slug}`, { name: slug })),
    adding('jurisdiction:hub', { name: 'Everywhere', notation: 'X' }),
    adding('outcome:hub', { name: 'Everything' }),
  ];
  const edges = [
    ...times(findings, (index) => edge('ABOUT_TOPIC', `finding:f${index}`, 'topic:hub')),
    ...times(claims, (index) => edge('ABOUT_TOPIC', `finding:f${index}`, 'topic:other', { place: 1 })),
    ...times(findings, (index) => edge('REPORTED_IN', `finding:f${index}`, 'source:s0')),
    ...times(findings, (index) => edge('REPORTED_IN', `finding:f${index}`, `source:s${1 + (index % (claims - 1))}`)),
    ...times(claims, (index) => edge('ABOUT_JURISDICTION', `claim:c${index}`, 'jurisdiction:hub')),
    ...times(claims, (index) => edge('ABOUT_TOPIC', `claim:c${index}`, 'topic:hub')),
    ...times(claims, (index) => edge('ABOUT_OUTCOME', `claim:c${index}`, 'outcome:hub')),
    ...times(claims, (index) => edge('HAS_EVIDENCE', `claim:c${index}`, `evidence-link:l${index}`)),
    ...times(claims, (index) => edge('USES', `evidence-link:l${index}`, `finding:f${index}`)),
  ];
  return changeSet({ nodes, edges });
}
