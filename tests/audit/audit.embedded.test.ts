import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { describeAudit, type Tampering } from './audit.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (id: string) => `(SELECT seq FROM node WHERE id = '${id}')`;

const tamperings: Readonly<Record<Tampering, string>> = {
  'other text': `UPDATE "node_Claim" SET text = 'forged' WHERE id = 'claim:a'`,
  'other status': `UPDATE "node_Claim" SET status = 'DRAFT' WHERE id = 'claim:b'`,
  'lost edge': `DELETE FROM edge WHERE type = 'CONTRADICTS'`,
  'other edge': `UPDATE edge SET with_rationale = 'forged' WHERE type = 'CONTRADICTS'`,
  'lost node': `DELETE FROM edge WHERE dst = ${node('evidence-link:l')}; DELETE FROM "node_EvidenceLink"`,
  'unknown node': `INSERT INTO node (id, kind) VALUES ('claim:z', 'Claim');
    INSERT INTO "node_Claim" (seq, id, version, status, text) VALUES (${node('claim:z')}, 'claim:z', 1, 'ACCEPTED', 'z')`,
};

let files = 0;
const file = () => join(folder, `${files}.sqlite`);

function onFile(work: (database: Database.Database) => void): Promise<void> {
  const database = new Database(file());
  work(database);
  database.close();
  return Promise.resolve();
}

describeAudit({
  open: () => {
    files += 1;
    return Promise.resolve(openEmbeddedStore({ model: evidenceModel, file: file() }));
  },
  rewriteHistory: (entries) =>
    onFile((database) => {
      database.exec(
        'DROP TRIGGER IF EXISTS change_stays; DROP TRIGGER IF EXISTS change_never_goes; DELETE FROM change',
      );
      const insert = database.prepare('INSERT INTO change (sequence, node_id, entry, hash) VALUES (?, ?, ?, ?)');
      for (const { sequence, nodeId, text, hash } of entries) insert.run([sequence, nodeId, text, hash]);
    }),
  tamper: (what) => onFile((database) => database.exec(tamperings[what])),
});
