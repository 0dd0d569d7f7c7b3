import { isOneOf } from '../../support/is-one-of.ts';
import { headerAttributes } from '../../domain/node.ts';
import type { Attribute } from '../../domain/attribute.ts';
import { memberOf, type Model } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { ObjectPart, ValuePart } from '../read/output-program.ts';
import { concatenated } from './concatenated.ts';
import { keptAs } from './tables.ts';
import type { Values } from './values.ts';

/** Stands in an answer where a required value is missing; JSON text holds no such character. */
export const missing = '\u0002';

/** How a column becomes JSON. */
type Form = 'text' | 'word' | 'integer' | 'number' | 'boolean' | 'json';

/** Ids and times hold nothing that JSON escapes. */
const headerForms: Readonly<Record<string, Form>> = {
  id: 'word',
  version: 'integer',
  status: 'word',
  createdAt: 'word',
  updatedAt: 'word',
};

/** JSON of a node's attribute, from the column that keeps it. */
export function nodeValue(model: Model, kind: string, part: ValuePart, { column, values }: Kept): string {
  const attribute = attributeAt(model, kind, part.name);
  return attribute
    ? attributeValue(attribute, part, { column, values })
    : written(headerForms[part.name] ?? 'text', part.required, column);
}

/** An attribute of a kind, unless it is one of the header. */
export function attributeAt(model: Model, kind: string, name: string): Attribute | undefined {
  const member = memberOf(model, kind, name);
  if (member?.is !== 'attribute' && !isOneOf(headerAttributes, name))
    throw new TypeError(`${kind} has no attribute ${name}.`);
  return member?.is === 'attribute' ? member.attribute : undefined;
}

/** JSON of an edge's attribute, from the column that keeps it. */
export function edgeValue({ name, attributes }: Relationship, part: ValuePart, kept: Kept): string {
  const attribute = attributes[part.name];
  if (!attribute) throw new TypeError(`${name} has no attribute ${part.name}.`);
  return attributeValue(attribute, part, kept);
}

interface Kept {
  readonly column: string;
  readonly values: Values;
}

function attributeValue(attribute: Attribute, part: ValuePart, { column, values }: Kept): string {
  if (part.parts) return objects(attribute, part, { column, values });
  // A list that joined the model after the row was written is an empty column.
  if (attribute.list) return `coalesce(${column}, '[]')`;
  return written(formOf(attribute), part.required, column);
}

function formOf(attribute: Attribute): Form {
  if (keptAs(attribute) === 'json') return 'json';
  switch (attribute.type) {
    case 'choice':
      return 'word';
    case 'integer':
    case 'boolean':
    case 'number':
      return attribute.type;
    default:
      return 'text';
  }
}

function written(form: Form, required: boolean, column: string): string {
  const absent = required ? `'${missing}'` : `'null'`;
  switch (form) {
    case 'text':
      return `iif(${column} IS NULL, ${absent}, json_quote(${column}))`;
    case 'word':
      return `coalesce('"' || ${column} || '"', ${absent})`;
    case 'boolean':
      return `CASE ${column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE ${absent} END`;
    case 'integer':
      // Edge attributes share columns without a type, where SQLite keeps what JavaScript hands over as a float.
      return `coalesce(CAST(${column} AS INTEGER), ${absent})`;
    case 'number':
      // Of itself SQLite writes 15 digits, which is not all of them.
      return `iif(${column} IS NULL, ${absent}, printf('%!.17g', ${column}))`;
    case 'json':
      return `coalesce(${column}, ${absent})`;
    default:
      return form satisfies never;
  }
}

/** Whether SQL writes more digits of an attribute than it takes to read the same number back. */
export const hasDigits = (attribute: Attribute | undefined): boolean =>
  attribute !== undefined && formOf(attribute) === 'number';

/** `->` gives JSON as it was written, numbers with all their digits. */
function objects(attribute: Attribute, { parts = [], required }: ValuePart, { column, values }: Kept): string {
  const object = (from: string) =>
    concatenated(parts.map((part) => (typeof part === 'string' ? values.add(part) : objectValue(from, part))));
  if (!attribute.list) return `iif(${column} IS NULL, '${required ? missing : 'null'}', ${object(column)})`;
  const item = values.name('m');
  return `(SELECT '[' || coalesce(group_concat(${object(`${item}.value`)}), '') || ']' FROM json_each(coalesce(${column}, '[]')) ${item})`;
}

const objectValue = (from: string, { name, required }: ObjectPart) => {
  const value = `${from} -> '$."${name}"'`;
  return required ? `coalesce(nullif(${value}, 'null'), '${missing}')` : `coalesce(${value}, 'null')`;
};
