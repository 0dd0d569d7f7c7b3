import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Path } from './package-file.ts';

export interface IssueProblem {
  readonly path: Path;
  readonly message: string;
}

/** A zod issue as problems of a package: where, what is wrong, what is allowed. One for each unknown key. */
export function problemsOfIssue(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): IssueProblem[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(schemaAt(schema, path));
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownName('key', key, known) }));
  }
  const name = path.length === 0 ? '' : `${path.join('.')}: `;
  return [{ path, message: `${name}${sentence(issue, schemaAt(schema, path), valueAt(data, path))}` }];
}

/** `unknown key "titel"; did you mean "title"? known are …` */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `unknown ${what} ${shown(name)}; ${meant === undefined ? '' : `did you mean "${meant}"? `}known are ${known.join(', ')}`;
}

/** A text in quotes, short, and without characters that a terminal would obey. */
export const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function sentence(issue: z.core.$ZodIssue, schema: z.ZodType | undefined, value: unknown): string {
  if (value === undefined) return `is required: ${allowed(issue, schema)}`;
  if (issue.message.startsWith('must')) return issue.message;
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number'
        ? `must be at most ${issue.maximum}`
        : `may have ${issue.maximum} ${unitOf(issue.origin)} at most`;
    case 'too_small':
      if (issue.origin === 'number') return `must be at least ${issue.minimum}`;
      return issue.origin === 'string'
        ? 'must not be empty'
        : `must have ${issue.minimum} ${unitOf(issue.origin)} at least`;
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return `must be ${allowed(issue, schema)}${quoteHint(issue, value)}${meantValue(issue, value)}`;
    default:
      return issue.message;
  }
}

const unitOf = (origin: string) => (origin === 'string' ? 'characters' : 'items');

const quoteHint = (issue: z.core.$ZodIssue, value: unknown) =>
  issue.code === 'invalid_type' && issue.expected === 'string' && ['number', 'boolean'].includes(typeof value)
    ? `: write "${String(value)}" in quotes`
    : '';

function meantValue(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return '';
  const meant = nearest(value, issue.values.map(String));
  return `; got ${shown(value)}${meant === undefined ? '' : `, did you mean ${meant}?`}`;
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
  if (issue.code === 'invalid_union') return 'an id or a mapping with id';
  if (issue.code !== 'invalid_type') return issue.message;
  const keys = issue.expected === 'object' ? keysOf(schema) : [];
  return `${typeNames[issue.expected] ?? issue.expected}${keys.length > 0 ? ` with ${keys.join(', ')}` : ''}`;
}

function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(keysOf);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema behind a path, without its defaults. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let found: z.ZodType | undefined = unwrapped(schema);
  for (const key of path) {
    if (found instanceof z.ZodUnion)
      found = (found.options as z.ZodType[]).find((option) => option instanceof z.ZodObject);
    if (found instanceof z.ZodObject) found = (found.shape as Record<string, z.ZodType>)[key];
    else if (found instanceof z.ZodArray) found = found.element as z.ZodType;
    else return undefined;
    found = found && unwrapped(found);
  }
  return found;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodNullable || inner instanceof z.ZodOptional)
    inner = inner.unwrap() as z.ZodType;
  return inner;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
