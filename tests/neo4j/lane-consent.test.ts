import { expect, it } from 'vitest';
import { describeLanes, useLane, whyNotTouched } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase, runCypher } from './empty-database.ts';

describeLanes('tests that are given a database', (lane) => {
  const address = useLane(lane);

  it('keep off one that holds something, until its owner says that all may go', async () => {
    await emptyDatabase(address());
    expect(await whyNotTouched(address(), undefined)).toBeUndefined();
    await runCypher(address(), 'CREATE (:Precious)');
    expect(await whyNotTouched(address(), undefined)).toContain('EVIDENCE_GRAPH_EMPTY_DATABASE=yes');
    expect(await whyNotTouched(address(), 'no')).toContain('is not empty');
    expect(await whyNotTouched(address(), 'yes')).toBeUndefined();
  });
});

it('keep off a database that does not answer', async () => {
  expect(await whyNotTouched({ uri: 'bolt://127.0.0.1:1' }, undefined)).toContain('does not answer');
});
