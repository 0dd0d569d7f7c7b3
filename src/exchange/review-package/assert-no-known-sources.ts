import { compareSources } from '../../curation/sources/compare-sources.ts';
import { readReferencedEntries } from '../../curation/proposals/referenced-entries.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { kindOfId } from '../../domain/ids.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Store, StoredNode } from '../../store/store.ts';
import { inBatches } from '../../support/in-batches.ts';
import type { PackageNode } from './package-node.ts';

const [batchSize, mostNamed] = [50, 20];

/**
 * Refuses sources that the graph has already under other ids, by DOI or PubMed id: a document is there once. What the graph
 * has as the package says it is not asked about again.
 */
export async function assertNoKnownSources(
  store: Store,
  nodes: readonly PackageNode[],
  present: ReadonlyMap<string, Pick<StoredNode, 'attributes'>>,
): Promise<void> {
  const own = new Set(nodes.map(({ id }) => id));
  const isNews = ({ id, attributes }: PackageNode) => {
    const { doi, pmid } = present.get(id)?.attributes ?? {};
    return isIdentified(attributes) && (attributes['doi'] !== doi || attributes['pmid'] !== pmid);
  };
  const sources = nodes.filter((node) => kindOfId(store.model, node.id) === 'EvidenceSource' && isNews(node));
  const known: string[] = [];
  for (const batch of inBatches(sources, batchSize)) {
    const wanted = batch.flatMap(({ attributes }) => [identifiersOf(attributes), asContributed(attributes)]);
    const { sources: alike } = await readReferencedEntries(store, [], wanted);
    for (const { id, attributes } of batch) {
      const same = alike.find(
        (row) => !own.has(row.id) && compareSources(identifiersOf(row), identifiersOf(attributes)),
      );
      if (same) known.push(`${id} (there as ${same.id})`);
    }
  }
  if (known.length === 0) return;
  throw new DomainError(
    'DUPLICATE',
    `The graph has these sources already, by DOI or PubMed id: ${known.slice(0, mostNamed).join(', ')}. ` +
      'Take these records out and name what is there, under expects; or merge the two afterwards, without the identifier on one of them.',
  );
}

const isIdentified = ({ doi, pmid }: AttributeRecord) => typeof doi === 'string' || typeof pmid === 'string';

const identifiersOf = ({ doi, pmid }: AttributeRecord) => ({ doi: textOf(doi), pmid: textOf(pmid) });

/** What people contribute is kept in lower case, what a package says as it says it. */
const asContributed = ({ doi, pmid }: AttributeRecord) => ({ doi: textOf(doi)?.toLowerCase(), pmid: textOf(pmid) });

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
