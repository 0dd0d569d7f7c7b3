import { identifier } from './names.ts';

/**
 * A hint that the index is looked up in, never walked through. A plain hint leaves both to the planner, whose figures of
 * the data are older than the data itself for a while after a load: it then takes a whole index for an empty one.
 */
export const indexHint = (variable: string, label: string, ...properties: readonly string[]): string =>
  `USING INDEX SEEK ${variable}:${identifier(label)}(${properties.map(identifier).join(',')})`;

/** Finds a node by the property that is unique for its label. `value` is an expression. */
export const matchUnique = (variable: string, label: string, property: string, value: string): string =>
  `MATCH (${variable}:${identifier(label)}) ${indexHint(variable, label, property)} WHERE ${variable}.${identifier(property)} = ${value}`;

/** Finds a node of the graph by its id. */
export const matchId = (variable: string, kind: string, id: string): string => matchUnique(variable, kind, 'id', id);
