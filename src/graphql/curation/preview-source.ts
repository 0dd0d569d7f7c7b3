import { GraphQLJSONObject } from 'graphql-scalars';
import { ID } from 'type-graphql';
import type { KnownSource } from '../../curation/find-known-source.ts';
import type { SourcePreview } from '../../exchange/references/preview-source.ts';
import { objectType } from '../analysis/object-type.ts';
import type { OwnRoot } from '../resolvers/own-roots.ts';

const knownSource = objectType('KnownSource', 'A source of the graph that a reference means or may mean.', {
  id: [ID, 'Its id.'],
  label: [String, 'One line to show.'],
  match: [String, 'SAME: it is this document. NEAR: perhaps; a person decides.'],
  reason: [String, 'What they have in common.'],
});

const previewType = objectType('SourcePreview', 'What a reference says of a source. Nothing is written.', {
  is: [String, 'DOI, PMID, ISBN, URL or RECORD.'],
  format: [String, 'The format of a record.', 'nullable'],
  attributes: [GraphQLJSONObject, 'Attributes of the source that are known, under the names that `linkStudy` takes.'],
  problems: [[String], 'What could not be read.'],
  known: [[knownSource], 'Whether the graph has it: certain ones first.'],
  checked: [String, 'NOT_CHECKED, FOUND, NOT_FOUND or FAILED: what asking a registry over the network came to.'],
});

function shownPreview({ is, format, attributes, problems, known, checked }: SourcePreview) {
  // The record as it came is of no use to whoever looks.
  const { csl: _, ...shown } = attributes;
  return { is, format, attributes: shown, problems, known: known.map(shownKnown), checked: checked.outcome };
}

const shownKnown = ({ id, label, match, reason }: KnownSource) => ({ id, label, match, reason });

export const previewSourceRoot: OwnRoot = {
  type: previewType,
  description: 'Reads a DOI, PubMed id, ISBN, web address or one pasted record of RIS, BibTeX or CSL-JSON.',
  given: [{ name: 'reference', type: String, description: 'The reference, however it is written.' }],
  resolve: async ({ reference }, { store, signal, lookup }) => {
    // Loaded only when wanted: starting would take longer for it.
    const { previewSource } = await import('../../exchange/references/preview-source.ts');
    return shownPreview(await previewSource(store, String(reference), { lookup, signal }));
  },
};
