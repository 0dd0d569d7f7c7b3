import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openStoreFile } from '../../src/compose.ts';
import { describeBackups } from './backup.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
describe('the embedded store', () =>
  describeBackups(async () => openStoreFile(join(folder, `${(files += 1)}.sqlite`))));
