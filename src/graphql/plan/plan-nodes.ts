import type { GraphQLObjectType } from 'graphql';
import { headerAttributes } from '../../domain/node.ts';
import { memberOf, type Traversal } from '../../domain/model.ts';
import type { NodeSelection, RelationRead } from '../../store/read-plan.ts';
import type { NodePart } from '../../store/read/output-program.ts';
import { filterOf } from './filter-of.ts';
import { all, both, constant, map, most, record, sum, type Deferred } from './deferred.ts';
import { objectOutput } from '../../store/read/object-output.ts';
import { objectTypes, subfields, type SelectedField } from './operation-fields.ts';
import { pageOf } from './page-of.ts';
import { planPage, type PlannedNodes } from './plan-page.ts';
import { valuePart } from './plan-value.ts';
import type { Planning } from './planning.ts';
import { concatenated, type QuestionUse } from './question-use.ts';

export function planNodes(planning: Planning, field: SelectedField, depth: number): PlannedNodes {
  planning.enter(depth, field);
  const kinds = objectTypes(planning.operation, field.definition.type).map(
    (type) => [type.name, planKind(planning, type, { field, depth })] as const,
  );
  return {
    select: record(kinds.map(([kind, { selection }]) => [kind, selection] as const)),
    text: Object.fromEntries(kinds.map(([kind, { parts }]) => [kind, parts])),
    cost: most(kinds.map(([, { cost }]) => cost)),
    uses: concatenated(kinds.map(([, { uses }]) => uses)),
  };
}

interface PlannedKind {
  readonly selection: Deferred<NodeSelection>;
  readonly parts: readonly NodePart[];
  readonly cost: Deferred<number>;
  readonly uses: Deferred<readonly QuestionUse[]>;
}

interface PlannedRelation {
  readonly key: string;
  readonly read: Deferred<RelationRead>;
  readonly part: NodePart;
  readonly cost: Deferred<number>;
  readonly uses: Deferred<readonly QuestionUse[]>;
}

function planKind(
  planning: Planning,
  type: GraphQLObjectType,
  { field: parent, depth }: { field: SelectedField; depth: number },
): PlannedKind {
  const attributes = new Set<string>();
  const relations: PlannedRelation[] = [];
  const written: [string, readonly NodePart[]][] = [];
  const questions: Deferred<readonly QuestionUse[]>[] = [];
  for (const field of subfields(planning.operation, type, parent.nodes)) {
    const member = memberOf(planning.model, type.name, field.name);
    if (field.name === '__typename') written.push([field.responseKey, [JSON.stringify(type.name)]]);
    else if (member?.is === 'relationship') {
      const relation = planRelation(planning, member.traversal, { field, depth });
      relations.push(relation);
      written.push([field.responseKey, [relation.part]]);
    } else if (member?.is === 'attribute' || isHeader(field.name)) {
      attributes.add(field.name);
      written.push([field.responseKey, [valuePart(planning, field)]]);
    } else {
      planning.covered = false;
      questions.push(planning.question(field));
    }
  }
  return {
    selection: map(byKey(relations), (reads) => ({ attributes: [...attributes], relations: reads })),
    parts: objectOutput(written),
    // What is computed of an entry counts as one node more, however many entries it tells of.
    cost: sum([constant(questions.length), ...relations.map(({ cost }) => cost)]),
    uses: concatenated([...questions, ...relations.map(({ uses }) => uses)]),
  };
}

function byKey(relations: readonly PlannedRelation[]): Deferred<NodeSelection['relations']> {
  const reads = all(relations.map(({ read }) => read));
  return map(reads, (values) => {
    const entries = relations.map(({ key }, index) => [key, values[index] as RelationRead] as const);
    return Object.fromEntries(entries);
  });
}

function planRelation(
  planning: Planning,
  traversal: Traversal,
  { field, depth }: { field: SelectedField; depth: number },
): PlannedRelation {
  const key = planning.relationKey(field);
  const name = traversal.field.field;
  if (traversal.field.cardinality === 'one') {
    const nodes = planNodes(planning, field, depth + 1);
    const read = map(nodes.select, (select) => ({ ...end, field: name, select }));
    return {
      key,
      read,
      part: { is: 'end', relation: key, node: nodes.text },
      cost: map(nodes.cost, (cost) => cost + 1),
      uses: nodes.uses,
    };
  }
  const scope = planning.scope(field, `${traversal.type} ${traversal.direction} ${traversal.owner}`);
  const [target] = traversal.targets.length === 1 ? traversal.targets : [];
  const args = planning.readArguments(field, (values) => ({
    page: pageOf(scope, values),
    filter: target === undefined ? {} : filterArgument(planning, target, values),
  }));
  const page = planPage(planning, field, { depth: depth + 1, scopeOf: () => scope, nodes: planNodes });
  const read = both(args, page.select, (values, select) => ({
    field: name,
    page: values.page,
    ...page.wanted,
    select,
    ...values.filter,
  }));
  return {
    key,
    read,
    part: { is: 'relation', relation: key, parts: page.parts },
    ...page.weight(map(args, ({ page: { first } }) => first)),
  };
}

const end = { page: { first: 1, after: null }, rows: true, count: false, edgeAttributes: [] };

/** The filter argument, as the part of a read that it is. */
export function filterArgument(planning: Planning, kind: string, args: Record<string, unknown>) {
  const filter = args['filter'] as Record<string, unknown> | null | undefined;
  return filter ? { filter: filterOf(planning.model, kind, filter) } : {};
}

const headers = new Set<string>(headerAttributes);
const isHeader = (name: string) => headers.has(name);
