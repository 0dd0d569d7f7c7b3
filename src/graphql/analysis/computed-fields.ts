import { isObjectType, type GraphQLSchema } from 'graphql';
import { ID, Int } from 'type-graphql';
import { answeredSince } from '../../analysis/answered-since.ts';
import { grounding } from '../../analysis/grounding.ts';
import { indication } from '../../analysis/indication.ts';
import { questionChecks } from '../../analysis/question-checks.ts';
import { robustness } from '../../analysis/robustness.ts';
import { chainDirection, type ChainDirectionName } from '../../analysis/vocabulary.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import type { Model } from '../../domain/model.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { isOneOf } from '../../support/is-one-of.ts';
import { keysOf } from '../../support/keys-of.ts';
import { keepCheck } from '../plan/argument-checks.ts';
import { questionWork, type FieldQuestion } from '../plan/question-work.ts';
import type { RequestContext } from '../request-context.ts';
import type { Given } from '../given.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { addFieldWithArguments, type DynamicArgument, type FieldType } from '../types/dynamic-type.ts';
import { nodeTypeOf } from '../types/node-type.ts';
import { computedFromEvidence, loadersOf } from './analysis-loaders.ts';
import { chainType, shownChain } from './chain-types.ts';
import {
  groundingType,
  indicationType,
  robustnessType,
  shownGrounding,
  shownIndication,
  shownRobustness,
  stanceEnum,
} from './indication-types.ts';
import { answeredType, shownAnswered } from './map-types.ts';

/** A field that is computed, not read. Of its entry it needs the id only. */
interface ComputedField<Arguments extends Given = Given> {
  readonly type: FieldType;
  readonly description: string;
  readonly given: readonly DynamicArgument[];
  /** What can be told from the arguments alone is refused here, before anything of the operation runs. */
  check?(given: Arguments, model: Model): void;
  resolve(row: NodeRow, given: Arguments, context: RequestContext): unknown;
}

const placeArgument: DynamicArgument = {
  name: 'jurisdiction',
  type: ID,
  nullable: true,
  description: 'Computed for this place; left out: for its own.',
};

/** What a chain takes besides where it starts. */
export const chainArguments: readonly DynamicArgument[] = [
  {
    name: 'direction',
    type: choiceEnum(chainDirection),
    defaultValue: 'FORWARD',
    description: 'To what it rests on, or to what rests on it.',
  },
  { name: 'maxDepth', type: Int, defaultValue: 20, description: 'Most steps from the start, 1 to 20.' },
  { name: 'maxPaths', type: Int, defaultValue: 100, description: 'Most paths, 1 to 1,000.' },
  { name: 'stances', type: [stanceEnum], nullable: true, description: 'Only evidence links of these stances.' },
  {
    name: 'statuses',
    type: [choiceEnum(lifeCycle)],
    defaultValue: ['ACCEPTED'],
    description: 'Only entries that stand so in review; the start is there always.',
  },
];

/** The same as GraphQL has coerced them. */
export type ChainArguments = Given & {
  readonly direction: ChainDirectionName;
  readonly maxDepth: number;
  readonly maxPaths: number;
  readonly stances?: readonly string[] | null;
  readonly statuses: readonly string[];
};

export const chainWordsOf = ({ direction, maxDepth, maxPaths, stances, statuses }: ChainArguments) => ({
  direction,
  maxDepth,
  maxPaths,
  stances: stances ?? [],
  statuses,
});

type FacetArguments = Given & { readonly outcome?: string | null; readonly jurisdiction?: string | null };

/** The facets that an answer is wanted for, null where none was given. */
const facetsOf = ({ outcome = null, jurisdiction = null }: FacetArguments) => ({ outcome, jurisdiction });

const checkFacets = (given: FacetArguments, model: Model) => void questionChecks.facets(model, facetsOf(given));

const chainField: ComputedField<ChainArguments> = {
  type: chainType,
  description: 'Every path of its argument. Computed.',
  given: chainArguments,
  check: (given, model) => questionChecks.chains(model, [], chainWordsOf(given)),
  resolve: async ({ id }, given, context) => {
    const found = await loadersOf(context).chains.load({ id, ...chainWordsOf(given) });
    return found && shownChain(found);
  },
};

const groundingField: ComputedField<FacetArguments> = {
  type: groundingType,
  description: 'What it rests on and how well. Computed.',
  given: [placeArgument],
  check: checkFacets,
  resolve: ({ id }, given, context) =>
    computedFromEvidence(context, { id, facets: facetsOf(given) }, (graph, entry, { jurisdiction }) =>
      shownGrounding(grounding(graph, entry, jurisdiction)),
    ),
};

const indicationField: ComputedField<FacetArguments> = {
  type: indicationType,
  description: 'What the linked evidence shows of it. Computed.',
  given: [
    { name: 'outcome', type: ID, nullable: true, description: 'Only findings on this outcome, or under it.' },
    placeArgument,
  ],
  check: checkFacets,
  resolve: ({ id }, given, context) =>
    computedFromEvidence(context, { id, facets: facetsOf(given) }, (graph, claim, question) =>
      shownIndication(indication(graph, claim, question)),
    ),
};

const robustnessField: ComputedField = {
  type: robustnessType,
  description: 'How many sources must be lost before its grounding changes. Computed.',
  given: [],
  resolve: ({ id }, _, context) =>
    computedFromEvidence(context, { id, facets: {} }, (graph, entry) => shownRobustness(robustness(graph, entry))),
};

const answeredField: ComputedField = {
  type: answeredType,
  description: 'Whether the research it asks for has been done since. Computed.',
  given: [],
  resolve: async ({ id }, _, context) => {
    const graph = await loadersOf(context).research.load(id);
    const node = graph.node(id);
    return node ? shownAnswered(answeredSince(graph, node)) : null;
  },
};

/** The fields of the questions that are asked of the entry that they stand under. */
const computedFields: Readonly<Record<FieldQuestion, ComputedField>> = {
  chain: chainField,
  grounding: groundingField,
  robustness: robustnessField,
  answeredSince: answeredField,
  indication: indicationField,
};

const fieldsByName = keysOf(computedFields).map((name) => ({
  ...computedFields[name],
  name,
  kinds: questionWork[name].kinds ?? [],
}));

const computedField = (typeName: string, fieldName: string) =>
  fieldsByName.find(({ name, kinds }) => name === fieldName && isOneOf(kinds, typeName));

/** Gives the node types their computed fields; before the schema is built. */
export function declareComputedFields(): void {
  for (const { name, kinds, type, description, given } of fieldsByName)
    for (const kind of kinds)
      addFieldWithArguments(nodeTypeOf(kind), name, { type, description, nullable: true }, given);
}

/** Sets their resolvers; after it is built. */
export function attachComputedFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const computed = computedField(type.name, name);
      if (!computed) continue;
      keepCheck(field, computed.check);
      field.resolve = (row: NodeRow, given: Given, context: RequestContext) => computed.resolve(row, given, context);
    }
  }
}
