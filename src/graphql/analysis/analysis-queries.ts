import { ID, Int } from 'type-graphql';
import type { GapMapAsked } from '../../analysis/fetch/fetch-gap-map.ts';
import { askOverview } from '../../analysis/overview.ts';
import { questionChecks } from '../../analysis/question-checks.ts';
import { askChains, askContradictions, askGapMap, askImpact } from '../../analysis/questions.ts';
import { scanGroundings, scanResearch, type Scanned } from '../../analysis/scan-recommendations.ts';
import {
  changeKind,
  gapMapAxis,
  groundingFlag,
  type ChangeKind,
  type GapMapAxisName,
  type GroundingFlagName,
} from '../../analysis/vocabulary.ts';
import type { SupposedChange } from '../../analysis/what-if.ts';
import { invalidArgument } from '../../domain/errors.ts';
import type { PageArguments } from '../connection.ts';
import { encodeCursor } from '../cursor.ts';
import { askingOf } from '../request-context.ts';
import { pageOf } from '../plan/page-of.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import type { DynamicArgument, FieldType } from '../types/dynamic-type.ts';
import { pageArguments } from '../types/relationship-fields.ts';
import { chainType, impactType, shownChain, shownImpact } from './chain-types.ts';
import { chainArguments, chainWordsOf, type ChainArguments } from './computed-fields.ts';
import { groundingType, shownGrounding } from './indication-types.ts';
import {
  answeredType,
  contradictionsType,
  gapMapFilter,
  gapMapType,
  overviewType,
  shownAnswered,
  shownContradictions,
  shownGapMap,
  shownOverview,
} from './map-types.ts';
import { objectType } from './object-type.ts';

const idArgument: DynamicArgument = { name: 'id', type: ID, description: 'Its id, of the form <kind>:<slug>.' };

const scannedType = (name: string, of: FieldType) =>
  objectType(name, 'A page of recommendations that meet what was asked; they are computed, so there is no count.', {
    nodes: [[of], 'What was found, in the order of the recommendations.'],
    examined: [Int, 'Recommendations that were computed for this page.'],
    hasNextPage: [Boolean, 'Whether there are more to examine.'],
    endCursor: [String, 'Where to go on.', 'nullable'],
  });

const chainRoot: OwnRoot<ChainArguments & { readonly id: string }> = {
  type: chainType,
  description: 'Every path from an entry to what it rests on, or to what rests on it; null where it is absent.',
  nullable: true,
  given: [idArgument, ...chainArguments],
  check: (given, model) => questionChecks.chains(model, [given.id], chainWordsOf(given)),
  resolve: async (given, context) => {
    const [found] = await askChains(askingOf(context), [given.id], chainWordsOf(given));
    return found ? shownChain(found) : null;
  },
};

type ImpactArguments = Given & {
  readonly id: string;
  readonly alsoIds: readonly string[];
  readonly change: ChangeKind;
  readonly dryRun: boolean;
};

const supposedOf = ({ id, alsoIds, change }: ImpactArguments): SupposedChange => ({
  ids: [...new Set([id, ...alsoIds])],
  change,
});

const impactRoot: OwnRoot<ImpactArguments> = {
  type: impactType,
  description: 'What would change if sources, studies or findings changed. Nothing is written.',
  given: [
    idArgument,
    { name: 'change', type: choiceEnum(changeKind), defaultValue: 'RETRACTED', description: 'What is supposed.' },
    { name: 'alsoIds', type: [ID], defaultValue: [], description: 'More that changes at the same time, 99 at most.' },
    { name: 'dryRun', type: Boolean, defaultValue: true, description: 'Must be true: a query never writes.' },
  ],
  check: (given, model) => {
    if (!given.dryRun)
      throw invalidArgument(
        'dryRun',
        'dryRun must be true: this question only computes; a notice is recorded elsewhere.',
      );
    questionChecks.impact(model, supposedOf(given));
  },
  resolve: async (given, context) => shownImpact(await askImpact(askingOf(context), supposedOf(given))),
};

const axis = (name: string, defaultValue: string): DynamicArgument => ({
  name,
  type: choiceEnum(gapMapAxis),
  defaultValue,
  description: `What the ${name} are.`,
});

type Ids = readonly string[] | null;
type GapMapArguments = Given & {
  readonly rows: GapMapAxisName;
  readonly columns: GapMapAxisName;
  readonly filter?: Readonly<
    Partial<Record<'rowIds' | 'columnIds' | 'jurisdictions' | 'populations' | 'claimTypes', Ids>>
  > | null;
  readonly rollUp: boolean;
  readonly includeEmpty: boolean;
  readonly mostRows: number;
  readonly mostColumns: number;
};

function gapMapAsked(given: GapMapArguments): GapMapAsked {
  const filter = given.filter ?? {};
  return {
    rowAxis: given.rows,
    columnAxis: given.columns,
    rows: filter.rowIds ?? null,
    columns: filter.columnIds ?? null,
    most: { rows: given.mostRows, columns: given.mostColumns },
    rollUp: given.rollUp,
    jurisdictions: filter.jurisdictions ?? [],
    populations: filter.populations ?? [],
    claimTypes: filter.claimTypes ?? [],
  };
}

const gapMapRoot: OwnRoot<GapMapArguments> = {
  type: gapMapType,
  description: 'Where there is evidence, and where nobody has looked. Empty cells are told apart.',
  given: [
    axis('rows', 'INTERVENTION'),
    axis('columns', 'OUTCOME'),
    { name: 'filter', type: gapMapFilter, nullable: true, description: 'Which part is wanted.' },
    { name: 'rollUp', type: Boolean, defaultValue: true, description: 'Whether narrower ones count in broader ones.' },
    {
      name: 'includeEmpty',
      type: Boolean,
      defaultValue: true,
      description: 'Whether cells are shown in which nobody looked.',
    },
    { name: 'mostRows', type: Int, defaultValue: 200, description: 'Most rows, 1 to 200.' },
    { name: 'mostColumns', type: Int, defaultValue: 50, description: 'Most columns, 1 to 200.' },
  ],
  check: (given, model) => questionChecks.gapMap(model, gapMapAsked(given)),
  resolve: async (given, context) => {
    const map = await askGapMap(askingOf(context), gapMapAsked(given));
    return shownGapMap(map, given.includeEmpty);
  },
};

const contradictionsRoot: OwnRoot<Given & { readonly first: number }> = {
  type: contradictionsType,
  description: 'Claims with evidence both ways, claims that contradict each other, and schemes that disagree or agree.',
  given: [{ name: 'first', type: Int, defaultValue: 100, description: 'Most claims of each sort, 1 to 500.' }],
  check: ({ first }) => questionChecks.contradictions(first),
  resolve: async ({ first }, context) => shownContradictions(await askContradictions(context, first)),
};

const overviewRoot: OwnRoot = {
  type: overviewType,
  description: 'How much there is, and how much of it is evaluated, grounded and traced to a passage.',
  given: [],
  resolve: async (_, context) => shownOverview(await askOverview(context)),
};

type GroundingsArguments = Given & PageArguments & { readonly flags?: readonly GroundingFlagName[] | null };

function groundingsAsked(given: GroundingsArguments) {
  const flags = given.flags ?? [];
  const scope = `groundings ${flags.toSorted().join(' ')}`;
  return { flags, scope, page: pageOf(scope, given) };
}

const groundingsRoot: OwnRoot<GroundingsArguments> = {
  type: scannedType('GroundingPage', groundingType),
  description: 'Recommendations by what is to be known about their grounding.',
  given: [
    {
      name: 'flags',
      type: [choiceEnum(groundingFlag)],
      nullable: true,
      description: 'At least one of these; left out: all.',
    },
    ...pageArguments,
  ],
  check: (given) => void groundingsAsked(given),
  resolve: async (given, context) => {
    const { scope, page, flags } = groundingsAsked(given);
    return shownPage(scope, await scanGroundings(context, { flags, jurisdiction: null }, page), shownGrounding);
  },
};

function researchAsked(given: Given) {
  const open = typeof given['open'] === 'boolean' ? given['open'] : null;
  const scope = `research ${open}`;
  return { open, scope, page: pageOf(scope, given) };
}

const researchRoot: OwnRoot = {
  type: scannedType('AnsweredPage', answeredType),
  description: 'Recommendations that ask for research, and whether it has been done since.',
  given: [
    { name: 'open', type: Boolean, nullable: true, description: 'Only those still open, or only those that are not.' },
    ...pageArguments,
  ],
  check: (given) => void researchAsked(given),
  resolve: async (given, context) => {
    const { scope, page, open } = researchAsked(given);
    return shownPage(scope, await scanResearch(context, open, page), shownAnswered);
  },
};

function shownPage<Found>(scope: string, { found, examined, next }: Scanned<Found>, shown: (value: Found) => unknown) {
  return {
    nodes: found.map(({ value }) => shown(value)),
    examined,
    hasNextPage: next !== null,
    endCursor: next === null ? null : encodeCursor(scope, next),
  };
}

/** The questions that only a graph can answer, by root field. */
export const analysisRoots: OwnRoots = {
  chain: chainRoot,
  impact: impactRoot,
  gapMap: gapMapRoot,
  contradictions: contradictionsRoot,
  overview: overviewRoot,
  groundings: groundingsRoot,
  researchRecommendations: researchRoot,
};
