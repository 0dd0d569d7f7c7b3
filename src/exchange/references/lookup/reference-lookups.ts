import { keysOf } from '../../../support/keys-of.ts';
import { crossref } from './crossref.ts';
import { fetchJson, type FetchOptions } from './fetch-json.ts';
import { openalex } from './openalex.ts';
import { pubmed } from './pubmed.ts';
import type { LookupAnswer, ReferenceLookup, Registry } from './reference-lookup.ts';

/** The one table of registries: a new one is a file beside these and a line here. */
const registries = { crossref, pubmed, openalex } as const satisfies Record<string, Registry>;

export type RegistryName = keyof typeof registries;

export const registryNames = keysOf(registries);

/**
 * Asks some registries one after the other, until one knows the document. Where none does, a failure is told before an
 * absence: "not found" is said only by those who were able to look.
 */
export function referenceLookup(
  names: readonly RegistryName[],
  options: Omit<FetchOptions, 'signal'> = { fetch: globalThis.fetch },
): ReferenceLookup {
  return {
    async find(reference, signal) {
      const answers: LookupAnswer[] = [];
      for (const by of names) {
        const registry = registries[by];
        const address = registry.addressFor(reference);
        if (address === undefined) continue;
        const fetched = await fetchJson(address, { ...options, signal });
        const record = fetched.outcome === 'ANSWERED' ? registry.read(fetched.data, reference) : undefined;
        if (record) return { outcome: 'FOUND', by, ...record };
        answers.push(
          fetched.outcome === 'FAILED'
            ? { outcome: 'FAILED', by, reason: fetched.reason }
            : { outcome: 'NOT_FOUND', by },
        );
      }
      return answers.find(({ outcome }) => outcome === 'FAILED') ?? answers[0] ?? { outcome: 'NOT_CHECKED' };
    },
  };
}
