/** A process of its own that writes without end, and prints the number of each acknowledged write. It is there to be killed. */
import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { adding, changeSet, edge } from '../contract/write-helpers.ts';

const { WRITER_URI: uri = '', WRITER_PASSWORD: password = '' } = process.env;
const store = await openNeo4jStore({ model: evidenceModel, uri, password });
for (let number = 1; ; number += 1) {
  const nodes = Array.from({ length: 50 }, (_, index) =>
    adding(`topic:t${number}-${index}`, { name: `Topic ${index}` }),
  );
  const edges = nodes.slice(1).map(({ id }, index) => edge('BROADER', id, nodes[index]?.id ?? ''));
  await store.write(changeSet({ nodes, edges }));
  process.stdout.write(`${number}\n`);
}
