import { z } from 'zod';
import { nearest } from '../support/nearest.ts';
import type { Problem } from './errors.ts';

type Path = readonly (string | number)[];

export interface IssueProblem {
  readonly path: Path;
  readonly message: string;
  /** Absent: the value is wrong. */
  readonly wrong?: 'name';
}

/** What a schema refuses as problems of ours: the path in dots, the sentence with what is allowed. */
export function problemsOf({ issues }: z.ZodError, schema: z.ZodType, data: unknown): Problem[] {
  return issues.flatMap((issue) =>
    problemsOfIssue(issue, schema, data).map(({ path, ...problem }) => ({ ...problem, path: path.join('.') })),
  );
}

/** One issue: where, what is wrong, what is allowed. One problem for each unknown key. */
export function problemsOfIssue(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): IssueProblem[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(schemaAt(schema, path));
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownName('key', key, known),
      wrong: 'name' as const,
    }));
  }
  return [{ path, message: sentence(issue, schemaAt(schema, path), valueAt(data, path)) }];
}

/** The sentence with the path of the value; an unknown name is told by the sentence itself. */
export const withPath = ({ path, message, wrong }: IssueProblem): string =>
  path.length === 0 || wrong === 'name' ? message : `${path.join('.')}: ${message}`;

/** `unknown key "titel"; did you mean "title"? known are …` */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `unknown ${what} ${excerpt(name)}; ${meant === undefined ? '' : `did you mean "${meant}"? `}known are ${known.join(', ')}`;
}

/** A text in quotes, short, and without characters that a terminal would obey. */
export const excerpt = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function sentence(issue: z.core.$ZodIssue, schema: z.ZodType | undefined, value: unknown): string {
  if (issue.code === 'custom') return issue.message;
  if (value === undefined) return `is required: ${allowed(issue, schema)}`;
  if (issue.message.startsWith('must')) return issue.message;
  switch (issue.code) {
    case 'too_big':
      return isNumeric(issue.origin)
        ? `must be at most ${issue.maximum}`
        : `may have ${counted(issue.maximum, issue.origin)} at most`;
    case 'too_small':
      if (isNumeric(issue.origin)) return `must be at least ${issue.minimum}`;
      if (issue.minimum === 1) return 'must not be empty';
      return `must have ${counted(issue.minimum, issue.origin)} at least`;
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return `must be ${allowed(issue, schema)}${quoteHint(issue, value)}${meantValue(issue, value)}`;
    default:
      return issue.message;
  }
}

const isNumeric = (origin: string) => ['number', 'int'].includes(origin);

const counted = (count: number | bigint, origin: string) =>
  `${count} ${origin === 'string' ? 'character' : 'item'}${count === 1 ? '' : 's'}`;

const quoteHint = (issue: z.core.$ZodIssue, value: unknown) =>
  issue.code === 'invalid_type' && issue.expected === 'string' && ['number', 'boolean'].includes(typeof value)
    ? `: write "${String(value)}" in quotes`
    : '';

function meantValue(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return '';
  const meant = nearest(value, issue.values.map(String));
  return `; got ${excerpt(value)}${meant === undefined ? '' : `, did you mean ${meant}?`}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function allowed(issue: z.core.$ZodIssue, schema: z.ZodType | undefined): string {
  if (issue.message.startsWith('must be ')) return issue.message.slice('must be '.length);
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union') return anyOf(schema);
  if (issue.code !== 'invalid_type') return issue.message;
  const keys = issue.expected === 'object' ? keysOf(schema) : [];
  return `${typeNames[issue.expected] ?? issue.expected}${keys.length > 0 ? ` with ${keys.join(', ')}` : ''}`;
}

/** A reference may be given by its id alone or as a mapping; other choices are called by their types. */
function anyOf(schema: z.ZodType | undefined): string {
  if (!(schema instanceof z.ZodUnion)) return 'a JSON value';
  const keys = keysOf(schema);
  if (keys.length > 0) return `an id or a mapping with ${keys.join(', ')}`;
  return optionsOf(schema)
    .map(({ type }) => typeNames[type] ?? type)
    .join(' or ');
}

function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodUnion) return optionsOf(schema).flatMap(keysOf);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema behind a path, without its defaults and what is made of its values. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let found: z.ZodType | undefined = unwrapped(schema);
  for (const key of path) {
    if (found instanceof z.ZodUnion) found = optionsOf(found).find((option) => option instanceof z.ZodObject);
    if (found instanceof z.ZodObject) found = typeOf(found.shape[key]);
    else if (found instanceof z.ZodArray) found = typeOf(found.element);
    else return undefined;
    found = found && unwrapped(found);
  }
  return found;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner ? unwrapped(inner) : schema;
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodPipe) return typeOf(schema.in);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return typeOf(schema.unwrap());
  return undefined;
}

/** Zod tells of the schemas within a schema only that they are of its core. */
const typeOf = (inner: unknown): z.ZodType | undefined => (inner instanceof z.ZodType ? inner : undefined);

const optionsOf = ({ options }: z.ZodUnion): z.ZodType[] => options.flatMap((option) => typeOf(option) ?? []);

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
