import { z } from 'zod';
import { validationFailed } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { problemsOf } from '../../domain/problems-of-issue.ts';
import { isRecord } from '../../support/is-record.ts';

/** What is to change of one entry; what is not named stays as it is. */
export interface EntryChange {
  /** Which entry of a draft, where it has several of the kind. */
  readonly entry?: string | undefined;
  readonly kind: string;
  /**
   * New values by attribute: null empties it. An attribute that is a list, and a list of connections, takes what to `add`
   * and to `remove`; an attribute also what to `set` in place of all.
   */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A change of an accepted entry, or of one's own draft, from the version that was read. */
export interface Revision {
  readonly id: string;
  readonly expectedVersion: number;
  readonly changes: readonly EntryChange[];
}

/** A notice is an event: another one follows it, but it does not change. */
export const revisableKinds = ({ kinds }: Model) =>
  Object.entries(kinds).filter(([name]) => name !== 'EditorialNotice');

/** A revision as people give it: each change names a kind by its word, as in `{finding: {text: "…"}}`. */
export function readRevision(model: Model, input: unknown): Revision {
  const fields = z.record(z.string(), z.unknown()).nullish();
  const words = Object.fromEntries(revisableKinds(model).map(([, { singular }]) => [singular, fields]));
  const change = z.strictObject({ entry: z.string().nullish(), ...words }).transform(({ entry, ...named }, context) => {
    const [only, ...others] = kindsIn(model, named);
    if (only && others.length === 0) return { entry: entry ?? undefined, ...only };
    context.addIssue({ code: 'custom', message: 'takes one kind of entry, and just one' });
    return z.NEVER;
  });
  const schema = z.strictObject({
    id: z.string(),
    expectedVersion: z.int().min(1),
    changes: z.array(change).min(1).max(50),
  });
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw validationFailed(problemsOf(parsed.error, schema, input));
  return parsed.data;
}

const kindsIn = (model: Model, input: Readonly<Record<string, unknown>>) =>
  revisableKinds(model).flatMap(([kind, { singular }]) => {
    const fields = input[singular];
    return isRecord(fields) ? [{ kind, fields }] : [];
  });
