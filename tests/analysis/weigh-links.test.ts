import { expect, it } from 'vitest';
import { EvidenceGraph } from '../../src/analysis/evidence-graph.ts';
import { indication, wholeClaim } from '../../src/analysis/indication.ts';
import { graphOf } from './case-graph.ts';

function statusWith(stance: string | undefined) {
  const graph = new EvidenceGraph(graphOf({ trials: [{ id: 'a', sms: 5, link: { stance } }] }));
  const claim = graph.node('claim:c') ?? expect.fail('The claim is there.');
  return indication(graph, claim, wholeClaim).status;
}

it('an evidence link whose stance was not read is refused, not counted as inconclusive', () => {
  expect(statusWith('SUPPORTS')).toBe('SUPPORTED');
  expect(() => statusWith(undefined)).toThrow('The stance of evidence-link:a was not read.');
});
