import type { Attribute, AttributeTable } from '../../domain/attribute.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { relationshipOf, type Model } from '../../domain/model.ts';
import type { EdgeWrite } from '../../store/change-set.ts';
import type { StoredNode } from '../../store/store.ts';
import { nameOfEdge, type ReplayedNode } from './replay.ts';

/** Something of a node that differs from its replayed history. */
export interface Difference {
  readonly id: string;
  /** The attribute or the edge; empty for the node itself. */
  readonly path: string;
  /** As JSON; null where there is nothing. */
  readonly told: string | null;
  readonly found: string | null;
}

/** All in which a stored node differs from the replayed one; or that only one of the two is there. */
export function differences(model: Model, replayed: ReplayedNode | null, found: StoredNode | null): Difference[] {
  const id = replayed?.id ?? found?.id ?? '';
  if (replayed === null || found === null)
    return [{ id, path: '', told: replayed && 'there', found: found && 'there' }];
  const [one, other] = [partsOfReplayed(model, replayed), partsOfFound(model, found)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((path) => {
    const [before, now] = [one.get(path) ?? null, other.get(path) ?? null];
    return before === now ? [] : [{ id, path, told: before, found: now }];
  });
}

type Parts = ReadonlyMap<string, string>;

function partsOfReplayed(model: Model, { kind, version, createdAt, updatedAt, contents, edges }: ReplayedNode): Parts {
  const { status, reviewPackage = null } = contents;
  return parts(model, kind, {
    header: { version, createdAt, updatedAt, status, reviewPackage },
    attributes: contents,
    edges: edges.values(),
  });
}

function partsOfFound(model: Model, { kind, attributes, edges, ...node }: StoredNode): Parts {
  const { version, createdAt, updatedAt, status, reviewPackage } = node;
  return parts(model, kind, { header: { version, createdAt, updatedAt, status, reviewPackage }, attributes, edges });
}

interface Whole {
  readonly header: Readonly<Record<string, unknown>>;
  readonly attributes: AttributeRecord;
  readonly edges: Iterable<EdgeWrite>;
}

/** Only what the model knows: what it no longer knows is kept nowhere but in the history. */
function parts(model: Model, kind: string, { header, attributes, edges }: Whole): Parts {
  const own = filled(
    model.kinds[kind]?.attributes ?? {},
    attributes,
    ({ list, default: value }) => value ?? empty(list),
  );
  return new Map([
    ...Object.entries({ ...header, ...own }).map(([name, value]) => [name, text(value)] as const),
    ...[...edges].flatMap((edge) => {
      const relationship = relationshipOf(model, edge.relationship);
      if (!relationship) return [];
      const attributes = filled(relationship.attributes, edge.attributes, ({ list }) => empty(list));
      const value = { order: edge.order, ...attributes };
      return [[nameOfEdge(edge), text(value)] as const];
    }),
  ]);
}

/** What joined the model after an entry was written has a default in the store, but for edges: so it has in the replay. */
const filled = (table: AttributeTable, record: AttributeRecord, unset: (attribute: Attribute) => unknown) =>
  Object.fromEntries(
    Object.entries(table).map(([name, attribute]) => [name, name in record ? record[name] : unset(attribute)]),
  );

const empty = (list = false) => (list ? [] : null);

const text = (value: unknown) => JSON.stringify(value);
