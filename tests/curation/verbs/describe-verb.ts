import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import type { Proposal } from '../../../src/curation/proposals/proposal.ts';
import { seenProposal } from '../../../src/curation/seen-proposal.ts';
import { readInput } from '../../../src/curation/verbs/read-input.ts';
import type { Verb } from '../../../src/curation/verbs/verb.ts';
import { verbs, type VerbName } from '../../../src/curation/verbs/verbs.ts';
import type { Store } from '../../../src/store/store.ts';
import { ada, ben, curating, eve } from '../curating.ts';
import { openWorld } from './world.ts';

type Input = Readonly<Record<string, unknown>>;

/** What is given in place of, or beside, what the right input has, and the refusal that it meets. */
export type Wrong = readonly [name: string, given: Input, refusal: { readonly code?: string } & Refusal];

interface Refusal {
  /** The paths of the fields that are told. */
  readonly paths?: readonly string[];
  readonly says?: string;
  readonly existing?: string;
}

export interface VerbCase {
  readonly verb: VerbName;
  /** An input as people give it, which is right. */
  readonly right: Input;
  /** What is in the graph once it is accepted, beyond what was there. */
  readonly adds: { readonly nodes: Readonly<Record<string, number>>; readonly edges: Readonly<Record<string, number>> };
  readonly wrong: readonly Wrong[];
}

/** A curation that takes inputs as people give them. */
export function proposing(store: Store) {
  const made = curating(store);
  return {
    ...made,
    propose: async (
      verb: VerbName,
      input: unknown,
      by: Principal = ada,
      more: { key?: string; submit?: boolean } = {},
    ) => {
      const read = readInput((verbs[verb] as unknown as Verb).fields, input);
      const asked = { ...made.asked(by, more.key), ...(more.submit === undefined ? {} : { submit: more.submit }) };
      return made.curation.propose(verb, read, asked);
    },
    accept: async (id: string) => {
      await made.step(ben, 'startReview', id);
      return made.step(ben, 'accept', id, { why: 'Sound.' });
    },
  };
}

export const code = (wanted: string) => expect.objectContaining({ code: wanted }) as unknown;

/** What was refused, as far as the case says how. */
export async function refusalOf(work: Promise<unknown>, { paths, says, existing }: Refusal) {
  const error = (await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as { code: string; message: string; existing?: string; problems: { path: string }[] } | undefined;
  return {
    code: error?.code,
    ...(paths && { paths: error?.problems.map(({ path }) => path) }),
    ...(says !== undefined && { says: error?.message.includes(says) ? says : error?.message }),
    ...(existing !== undefined && { existing: error?.existing }),
  };
}

/** What holds for every verb that proposes, and what this one refuses. */
export function describeVerb({ verb, right, adds, wrong }: VerbCase): void {
  describe(verb, () => {
    let store: Store;
    let made: ReturnType<typeof proposing>;
    const fresh = async () => {
      store = await openWorld();
      made = proposing(store);
    };
    const ownProposals = async (by: Principal & { id: string }) =>
      (await made.curation.proposals({ owner: by.id }, 10, null)).proposals;

    describe('done right', () => {
      beforeEach(fresh);

      it('is handed in, leaves the graph alone, and is whole in it once it is accepted', async () => {
        const [counts, health] = [await store.counts(), await store.ping()];
        const { id, status, verb: asked, summary } = await made.propose(verb, right);
        expect([status, asked]).toEqual(['SUBMITTED', verb]);
        expect(summary).not.toBe('');
        expect([await store.counts(), await store.ping()]).toEqual([counts, health]);
        await expect(made.step(ben, 'accept', id)).rejects.toThrow(code('WRONG_STATE'));
        await expect(made.step(eve, 'startReview', id, { expectedVersion: 7 })).rejects.toThrow(
          code('VERSION_CONFLICT'),
        );
        expect(await made.accept(id)).toMatchObject({ status: 'ACCEPTED' });
        const after = await store.counts();
        expect({ nodes: more(counts.nodes, after.nodes), edges: more(counts.edges, after.edges) }).toEqual(adds);
      });

      it('is a draft that only its author sees, until it is submitted', async () => {
        const { id, status } = await made.propose(verb, right, ada, { submit: false });
        expect(status).toBe('DRAFT');
        expect(await seenProposal(made.curation, ben, id)).toBeUndefined();
        await expect(made.step(ben, 'comment', id, { why: 'Hm.' })).rejects.toThrow(code('NOT_FOUND'));
        expect((await made.curation.proposals({ status: 'DRAFT' }, 10, null)).proposals).toEqual([]);
        expect((await ownProposals(ada)).map((each) => each.id)).toEqual([id]);
        expect(await made.step(ada, 'submit', id)).toMatchObject({ status: 'SUBMITTED' });
        await expect(made.step(ada, 'submit', id)).rejects.toThrow(code('WRONG_STATE'));
        expect(await made.accept(id)).toMatchObject({ status: 'ACCEPTED' });
      });

      it('has one effect for one key, and the key is for nothing else', async () => {
        const all = await Promise.all(Array.from({ length: 8 }, () => made.propose(verb, right, ada, { key: 'same' })));
        expect(new Set(all.map(({ id }: Proposal) => id)).size).toBe(1);
        expect(await ownProposals(ada)).toHaveLength(1);
        await expect(made.propose(verb, right, ada, { key: 'same', submit: false })).rejects.toThrow(
          code('IDEMPOTENCY_KEY_REUSED'),
        );
      });

      it('is for whoever has a name and may propose', async () => {
        const service = { role: 'SERVICE', id: 'feed', name: 'Feed' } as const;
        await expect(made.propose(verb, right, anonymous)).rejects.toThrow(code('UNAUTHENTICATED'));
        await expect(made.propose(verb, right, { ...service, scopes: ['recordNotice'] })).rejects.toThrow(
          code('FORBIDDEN'),
        );
        expect(await made.propose(verb, right, { ...service, scopes: ['propose'] })).toMatchObject({ by: 'feed' });
      });
    });

    describe('is refused, and nothing is written, with', () => {
      beforeAll(fresh);
      afterAll(async () => {
        expect(await ownProposals(ada)).toEqual([]);
        await store.close();
      });

      it.each([['a field that it does not take', { more: 1 }, { says: 'more' }] as Wrong, ...wrong])(
        '%s',
        async (_, given, { code: refused = 'VALIDATION_FAILED', ...refusal }) => {
          const input = Object.fromEntries(
            Object.entries({ ...right, ...given }).filter(([, value]) => value !== undefined),
          );
          expect(await refusalOf(made.propose(verb, input), refusal)).toEqual({ code: refused, ...refusal });
        },
      );
    });
  });
}

/** What there is more of than before. */
function more(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) {
  const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, count]) => count !== 0));
}
