import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { projectFolder } from '../../tests/lanes/project-folder.ts';
import { coldChain } from '../reads/chain.ts';
import { EvidenceData } from '../graph/evidence-data.ts';
import { freshWord } from '../reads/read.ts';
import { samplesOf } from './samples.ts';
import { variants } from '../servers/variant.ts';

/*
 * What nobody who is sent a new text can avoid: graphql-js parses it and validates it against the product's schema.
 * Prints the processor time for one text of the cold read, in microseconds.
 */

const [product] = variants;
if (!product) throw new Error('There is no product among the variants.');
const [sample] = samplesOf(coldChain, product, { data: new EvidenceData(0.01), count: 1, cursor: null });
const { query } = JSON.parse(sample?.body ?? '') as { query: string };
const schema = buildSchema(readFileSync(join(projectFolder, 'schema.graphql'), 'utf8'));

let fresh = 0;
const one = () => {
  fresh += 1;
  const errors = validate(schema, parse(query.replaceAll(freshWord, `unseen${fresh}`)));
  if (errors.length > 0) throw new Error(errors.join('\n'));
};

const [warm, timed] = [2000, 4000];
for (let count = 0; count < warm; count += 1) one();
const before = process.cpuUsage();
for (let count = 0; count < timed; count += 1) one();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${(user + system) / timed}\n`);
