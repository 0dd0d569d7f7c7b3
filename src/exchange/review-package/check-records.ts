import type { z } from 'zod';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Model, Traversal } from '../../domain/model.ts';
import { edgeOrder } from '../../domain/order.ts';
import { problemsOfIssue, excerpt, unknownName, withPath } from '../../domain/problems-of-issue.ts';
import type { EdgeWrite } from '../../store/change-set.ts';
import { isRecord } from '../../support/is-record.ts';
import { cyclesIn } from './cycles-in.ts';
import { figureWarnings, type RecordWarning } from './figure-warnings.ts';
import { renewedRecord, type PackageNames } from './old-vocabulary.ts';
import type { PackageFile, Path } from './package-file.ts';
import type { PackageProblem } from './package-problem.ts';
import { recordSchema, writtenFields } from './package-schema.ts';
import type { PackageNode } from './package-node.ts';

type RecordSchema = ReturnType<typeof recordSchema>;

interface Place {
  readonly file: PackageFile;
  readonly path: Path;
  /** Absent: the value is wrong. */
  readonly wrong?: 'name' | undefined;
}

interface PlacedEdge extends EdgeWrite {
  readonly place: Place;
  readonly traversal: Traversal;
}

export interface BeyondRecords {
  /** The package's name; empty where its manifest cannot be read. */
  readonly name: string;
  /** Ids that the store has already. */
  readonly expects: readonly string[];
  /** False where a file of the package could not be read: then an id that is not found may stand there. */
  readonly complete: boolean;
}

/** All records of a package: nodes, edges, and everything that is wrong with them or should be looked at again. */
export function checkRecords(model: Model, files: readonly PackageFile[], beyond: BeyondRecords) {
  const checker = new RecordChecker(model, beyond, idsIn(files));
  for (const file of files) checker.file(file);
  checker.ends();
  checker.cycles();
  const edges = checker.edges.map(({ relationship, from, to, order, attributes }): EdgeWrite => ({
    relationship,
    from,
    to,
    order,
    attributes,
  }));
  checker.warn(figureWarnings({ nodes: checker.nodes, edges }));
  return { nodes: checker.nodes, edges, problems: checker.problems, warnings: checker.warnings };
}

class RecordChecker {
  readonly nodes: PackageNode[] = [];
  readonly edges: PlacedEdge[] = [];
  readonly problems: PackageProblem[] = [];
  readonly warnings: PackageProblem[] = [];
  readonly #names: PackageNames;
  readonly #model: Model;
  readonly #expected: ReadonlySet<string>;
  readonly #complete: boolean;
  readonly #places = new Map<string, Place>();
  readonly #lengths = new Map<string, number>();
  readonly #schemas = new Map<string, RecordSchema>();

  constructor(model: Model, { name, expects, complete }: BeyondRecords, ids: ReadonlySet<string>) {
    this.#model = model;
    this.#expected = new Set(expects);
    this.#names = { name, has: (id) => ids.has(id) || this.#expected.has(id) };
    this.#complete = complete;
  }

  file(file: PackageFile): void {
    const { data } = file;
    if (data === null || data === undefined) return;
    if (typeof data !== 'object' || Array.isArray(data))
      return this.#complain({ file, path: [] }, 'must be a mapping of list names to lists of records');
    const kinds = new Map(Object.entries(this.#model.kinds).map(([kind, { plural }]) => [plural, kind]));
    for (const [name, records] of Object.entries(data)) {
      const kind = kinds.get(name);
      if (kind === undefined)
        this.#complain({ file, path: [name], wrong: 'name' }, unknownName('list', name, [...kinds.keys()]));
      else if (!Array.isArray(records)) this.#complain({ file, path: [name] }, 'must be a list of records');
      else records.forEach((record: unknown, index) => this.#checkInput(kind, record, { file, path: [name, index] }));
    }
  }

  /** A record as it is written, which may be in the words of an earlier release. */
  #checkInput(kind: string, input: unknown, place: Place): void {
    const { record, added, warnings } = renewedRecord(kind, input, this.#names);
    for (const { path, message } of warnings)
      this.warnings.push(place.file.problemAt([...place.path, ...path], message));
    this.#record(kind, record, place);
    for (const each of added) {
      const known = each.kind === 'Setting' && this.#places.has(String(each.record['id']));
      if (!known) this.#record(each.kind, each.record, place);
    }
  }

  warn(warnings: readonly RecordWarning[]): void {
    for (const { id, path, message } of warnings) {
      const place = this.#places.get(id);
      if (place) this.warnings.push(place.file.problemAt([...place.path, ...path], message));
    }
  }

  #record(kind: string, record: unknown, place: Place): void {
    let schema = this.#schemas.get(kind);
    if (!schema) this.#schemas.set(kind, (schema = recordSchema(this.#model, kind)));
    const parsed = schema.safeParse(record);
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        for (const problem of problemsOfIssue(issue, schema, record))
          this.#complain({ ...place, path: [...place.path, ...problem.path], wrong: problem.wrong }, withPath(problem));
      return this.#faulty(kind, record, { schema, place });
    }
    const { id, ...values } = parsed.data as AttributeRecord & { readonly id: string };
    if (!this.#register(kind, id, place)) return this.#edges(kind, { id: nobody(place), values, place });
    const definition = this.#model.kinds[kind];
    const attributes = attributesIn(definition, values);
    for (const { path, message } of definition?.rules?.(attributes) ?? [])
      this.#complain({ ...place, path: [...place.path, ...path.split('.')] }, `${path}: ${message}`);
    this.nodes.push({ id, kind, attributes });
    this.#edges(kind, { id, values, place });
  }

  /** A record with faults still exists, so what refers to it is not dangling, and what it refers to is checked too. */
  #faulty(kind: string, record: unknown, { schema, place }: { schema: RecordSchema; place: Place }): void {
    if (typeof record !== 'object' || record === null) return;
    const input = new Map(Object.entries(record));
    const id: unknown = input.get('id');
    const known = typeof id === 'string' && this.#register(kind, id, place);
    const values = Object.entries<z.ZodType>(schema.shape).flatMap(([name, field]) => {
      const { success, data } = field.safeParse(input.get(name));
      return success ? [[name, data] as const] : [];
    });
    this.#edges(kind, { id: known ? id : nobody(place), values: Object.fromEntries(values), place });
  }

  #edges(kind: string, { id, values, place }: { id: string; values: AttributeRecord; place: Place }): void {
    const attributes = attributesIn(this.#model.kinds[kind], values);
    for (const traversal of writtenFields(this.#model, kind)) {
      const input = values[traversal.field.field];
      const items = input === undefined ? [] : [input].flat();
      items.forEach((item, index) =>
        this.#edge(traversal, item, {
          id,
          attributes,
          index,
          place: { ...place, path: [...place.path, traversal.field.field, ...(Array.isArray(input) ? [index] : [])] },
        }),
      );
    }
  }

  #edge(
    traversal: Traversal,
    item: unknown,
    owner: { id: string; attributes: AttributeRecord; index: number; place: Place },
  ): void {
    const { id: other, ...attributes } = typeof item === 'string' ? { id: item } : (item as { id: string });
    const [from, to] = traversal.direction === 'forward' ? [owner.id, other] : [other, owner.id];
    const { relationship } = traversal;
    const complete = Object.fromEntries(
      Object.keys(relationship.attributes).map((name) => [name, (attributes as AttributeRecord)[name] ?? null]),
    );
    // Written at the far end, the records themselves are the list: their order is the order of the page.
    const listed = traversal.direction === 'forward' ? owner.index : this.#listed(`${relationship.name} ${from}`);
    const order = edgeOrder(relationship, listed, owner.attributes);
    this.edges.push({
      relationship: relationship.name,
      from,
      to,
      order,
      attributes: complete,
      place: owner.place,
      traversal,
    });
  }

  #listed(list: string): number {
    const place = this.#lengths.get(list) ?? 0;
    this.#lengths.set(list, place + 1);
    return place;
  }

  #register(kind: string, id: string, place: Place): boolean {
    const at = { ...place, path: [...place.path, 'id'] };
    if (kindOfId(this.#model, id) !== kind) {
      this.#complain(
        at,
        `id ${excerpt(id)} must be ${this.#model.kinds[kind]?.prefix}:<slug>, the slug of lower-case letters, digits, dots and hyphens`,
      );
      return false;
    }
    const first = this.#places.get(id);
    if (first) {
      const { file, line } = first.file.problemAt([...first.path, 'id'], '');
      this.#complain(at, `duplicate id ${excerpt(id)}: it stands at ${file}:${line} already`);
      return false;
    }
    this.#places.set(id, place);
    return true;
  }

  /** Both ends of every edge must exist and be of a kind that the table allows. */
  ends(): void {
    const seen = new Set<string>();
    for (const { from, to, relationship, traversal, place } of this.edges) {
      const other = traversal.direction === 'forward' ? to : from;
      const kind = kindOfId(this.#model, other);
      if (kind === undefined || !traversal.targets.includes(kind))
        this.#complain(place, `${excerpt(other)} must be ${traversal.targets.join(' or ')}`);
      else if (this.#complete && !this.#places.has(other) && !this.#expected.has(other))
        this.#complain(place, `nothing in the package has the id ${excerpt(other)}`);
      const name = JSON.stringify([relationship, from, to]);
      if (seen.has(name)) this.#complain(place, `${excerpt(other)} is listed twice`);
      seen.add(name);
    }
  }

  cycles(): void {
    for (const { group, edge, ids } of cyclesIn(this.edges, ({ traversal }) => traversal.relationship.acyclic)) {
      this.#complain(edge.place, `cycle in the ${group} relationships: ${ids.join(' → ')}`);
    }
  }

  #complain({ file, path, wrong }: Place, message: string): void {
    this.problems.push(file.problemAt(path, message, wrong));
  }
}

/** Every id that a record of the files has, whatever else is wrong with it. */
const idsIn = (files: readonly PackageFile[]): ReadonlySet<string> =>
  new Set(
    files
      .flatMap(({ data }) => (isRecord(data) ? Object.values(data) : []))
      .flatMap((records) => (Array.isArray(records) ? (records as readonly unknown[]) : []))
      .flatMap((record) => (isRecord(record) && typeof record['id'] === 'string' ? [record['id']] : [])),
  );

const attributesIn = (definition: Kind | undefined, values: AttributeRecord): AttributeRecord =>
  Object.fromEntries(Object.keys(definition?.attributes ?? {}).map((name) => [name, values[name]]));

/** Stands for the id of a record that has none of its own: what it refers to is checked, and nothing can mean it. */
const nobody = ({ file, path }: Place) => `${file.name} ${path.join('.')}`;
