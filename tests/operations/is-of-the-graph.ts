import { evidenceModel, memberOf } from '../../src/domain/model.ts';
import { headerAttributes } from '../../src/domain/node.ts';

const roots = new Set([
  'node',
  'nodes',
  'search',
  ...Object.values(evidenceModel.kinds).flatMap(({ singular, plural }) => [singular, plural]),
]);

/** Whether a plan reads the field. What is computed has resolvers and tests of its own, and no part in the cost. */
export function isOfTheGraph(type: string, field: string): boolean {
  if (type === 'Query') return roots.has(field);
  if (!(type in evidenceModel.kinds)) return true;
  return memberOf(evidenceModel, type, field) !== undefined || (headerAttributes as readonly string[]).includes(field);
}
