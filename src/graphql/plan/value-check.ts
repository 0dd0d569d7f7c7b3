import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  getNullableType,
  isEnumType,
  isListType,
  type GraphQLOutputType,
} from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';
import { PartialDate } from '../model/partial-date.ts';

/** Whether a value may be written as it is: GraphQL would put out just this. All else is left to graphql-js. */
export type ValueCheck = (value: unknown) => boolean;

const isText: ValueCheck = (value) => typeof value === 'string';

/** As the write path keeps times, with milliseconds in UTC. */
const time = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3}Z$/u;

const checks = new Map<unknown, ValueCheck>([
  [GraphQLString, isText],
  [GraphQLID, isText],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  [GraphQLInt, (value) => typeof value === 'number' && (value | 0) === value],
  [GraphQLFloat, (value) => typeof value === 'number' && Number.isFinite(value)],
  [GraphQLDateTimeISO, (value) => typeof value === 'string' && isTime(value)],
  [GraphQLJSONObject, (value) => typeof value === 'object' && value !== null && !Array.isArray(value)],
  [PartialDate, (value) => typeof value === 'string' && isSerialized(value)],
]);

/** The last days of a month are looked up in the calendar, all others seen at once. */
const isTime = (value: string) => time.test(value) || isCalendarTime(value);

function isCalendarTime(value: string): boolean {
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

function isSerialized(value: string): boolean {
  try {
    return PartialDate.serialize(value) === value;
  } catch {
    return false;
  }
}

/** The check for a type; for a list, of each item, none of which may be null. */
export function checkOf(type: GraphQLOutputType): ValueCheck {
  const found = known.get(type) ?? checkFor(type);
  known.set(type, found);
  return found;
}

const known = new WeakMap<GraphQLOutputType, ValueCheck>();

function checkFor(type: GraphQLOutputType): ValueCheck {
  const named = getNullableType(type);
  if (isListType(named)) {
    const item = checkOf(named.ofType);
    return (value) => Array.isArray(value) && value.every(item);
  }
  if (isEnumType(named)) {
    const names = new Set<unknown>(named.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return checks.get(named) ?? (() => false);
}
