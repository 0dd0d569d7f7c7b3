import type { ClassType } from 'type-graphql';
import { questionWork, type FieldQuestion } from '../plan/question-work.ts';
import { nodeTypeOf } from './node-type.ts';

/**
 * A resolver class for each kind of entries that a question is asked of, as `question-work.ts` lists them: TypeGraphQL knows
 * the owner of a field by the class of its resolver.
 */
export const resolversOn = (
  question: FieldQuestion,
  resolverOf: (type: ClassType) => ClassType,
): readonly ClassType[] => (questionWork[question].kinds ?? []).map((kind) => resolverOf(nodeTypeOf(kind)));
