import type { NonEmptyArray } from 'type-graphql';
import { EntryQueries } from './entries/entry-queries.ts';
import { SearchQueries } from './search/search-queries.ts';
import { KindQueries } from './model/kind-queries.ts';
import { MyKeysQuery } from './keys/my-keys-query.ts';
import { ChainQuery } from './chain/chain-query.ts';
import { chainFields } from './chain/chain-field.ts';
import { ImpactQuery } from './impact/impact-query.ts';
import { GapMapQuery } from './gap-map/gap-map-query.ts';
import { ContradictionsQuery } from './contradictions/contradictions-query.ts';
import { OverviewQuery } from './overview/overview-query.ts';
import { groundingFields } from './grounding/grounding-fields.ts';
import { RobustnessField } from './grounding/robustness-field.ts';
import { GroundingsQuery } from './grounding/groundings-query.ts';
import { AnsweredSinceField } from './answered-since/answered-since-field.ts';
import { IndicationField } from './indication/indication-field.ts';
import { ResearchQuery } from './answered-since/research-query.ts';
import { ViewerQuery } from './viewer/viewer-query.ts';
import { ProposalQueries } from './proposals/proposal-queries.ts';
import { NeedsReviewQuery } from './notices/needs-review-query.ts';
import { SuggestClaimsQuery } from './suggestions/suggest-claims-query.ts';
import { PreviewSourceQuery } from './references/preview-source-query.ts';
import { HistoryQueries } from './history/history-queries.ts';
import { ProposalMutations } from './proposals/proposal-mutations.ts';
import { ReviewMutations } from './review-steps/review-mutations.ts';
import { NoticeMutations } from './notices/notice-mutations.ts';
import { MergeMutations } from './merging/merge-mutations.ts';
import { ImportReferencesMutation } from './references/import-references-mutation.ts';
import { KeyMutations } from './keys/key-mutations.ts';

/**
 * Every resolver class. TypeGraphQL lists fields in the order in which their decorators ran, so the order of the imports
 * above is the order of the fields in `schema.graphql`.
 */
export const resolvers: NonEmptyArray<NewableFunction> = [
  EntryQueries,
  SearchQueries,
  KindQueries,
  MyKeysQuery,
  ChainQuery,
  ...chainFields,
  ImpactQuery,
  GapMapQuery,
  ContradictionsQuery,
  OverviewQuery,
  ...groundingFields,
  RobustnessField,
  GroundingsQuery,
  AnsweredSinceField,
  IndicationField,
  ResearchQuery,
  ViewerQuery,
  ProposalQueries,
  NeedsReviewQuery,
  SuggestClaimsQuery,
  PreviewSourceQuery,
  HistoryQueries,
  ProposalMutations,
  ReviewMutations,
  NoticeMutations,
  MergeMutations,
  ImportReferencesMutation,
  KeyMutations,
];
