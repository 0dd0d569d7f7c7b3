import { expect, it } from 'vitest';
import { importReferences } from '../../../src/exchange/references/import-references.ts';
import { readReferences } from '../../../src/exchange/references/read-references.ts';
import { storedSources } from './stored-sources.ts';

it('looks a hundred records up at once: each look-up reads as long for one as for many', async () => {
  const { store, statements } = await storedSources();
  const text = Array.from({ length: 200 }, (_, at) => `TY  - JOUR\nTI  - Study ${at}\nDO  - 10.1000/${at}\nER  - \n`);
  const rows = readReferences(text.join(''), { format: 'ris' });
  const options = { by: 'tests', at: '2026-01-02T00:00:00.000Z', from: 'list.ris', dryRun: true };
  await importReferences(store, rows, options);
  expect(statements.filter((statement) => statement.includes('isbn')).length).toBeLessThanOrEqual(2);
});
