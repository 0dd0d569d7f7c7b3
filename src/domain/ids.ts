import { invalidArgument } from './errors.ts';
import type { Model } from './model.ts';

declare const nodeId: unique symbol;

/** `<prefix>:<slug>`: stable, readable for what was written by hand, a UUIDv7 for what was contributed. */
export type NodeId = string & { readonly [nodeId]: true };

const slug = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/u;
const longestId = 200;

/** The kind that an id names by its prefix, or `undefined` where it names none or is not of the form. */
export function kindOfId(model: Model, id: string): string | undefined {
  const colon = id.indexOf(':');
  if (id.length > longestId || colon < 1 || !slug.test(id.slice(colon + 1))) return undefined;
  return kindByPrefix(model).get(id.slice(0, colon));
}

/** The id, checked: `INVALID_ARGUMENT` names the argument and says what is allowed. */
export function nodeIdOf(model: Model, id: string, argument: string, kind?: string): NodeId {
  const found = kindOfId(model, id);
  if (found !== undefined && (kind === undefined || kind === found)) return id as NodeId;
  const prefixes = kind === undefined ? [...kindByPrefix(model).keys()] : [model.kinds[kind]?.prefix ?? kind];
  const excerpt = id.length > 60 ? `${id.slice(0, 60)}…` : id;
  throw invalidArgument(
    argument,
    `${argument} must be an id of the form <kind>:<slug>${kind === undefined ? '' : ` that starts with "${prefixes[0]}:"`}, ` +
      `with a slug of lower-case letters, digits, dots and hyphens${kind === undefined ? ` and one of the kinds ${prefixes.join(', ')}` : ''}; got ${JSON.stringify(excerpt)}.`,
  );
}

const prefixes = new WeakMap<Model, ReadonlyMap<string, string>>();

function kindByPrefix(model: Model): ReadonlyMap<string, string> {
  const known = prefixes.get(model);
  if (known) return known;
  const built = new Map(Object.entries(model.kinds).map(([name, { prefix }]) => [prefix, name]));
  prefixes.set(model, built);
  return built;
}
