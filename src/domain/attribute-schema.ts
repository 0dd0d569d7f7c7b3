import { z } from 'zod';
import type { Attribute, AttributeTable, DateAttribute, TextAttribute } from './attribute.ts';
import type { Problem } from './errors.ts';
import type { Kind } from './kind.ts';
import { problemsOf } from './problems-of-issue.ts';

/** Longest text where an attribute says nothing else, in UTF-16 units. */
const longestText = 10_000;
/** Most items of a list. */
export const mostItems = 250;

/** Integers have 32 bits, as every client reads them. */
const largestInteger = 2 ** 31 - 1;

export type AttributeRecord = Readonly<Record<string, unknown>>;

/**
 * The zod schema of an attribute table. It refuses unknown names; what comes out has every attribute: a value, the
 * default, the empty list, or null. The write path and the review package both use it, so they cannot disagree.
 */
export function schemaOfAttributes(table: AttributeTable) {
  return z.strictObject(
    Object.fromEntries(Object.entries(table).map(([name, item]) => [name, schemaOfAttribute(item)])),
  );
}

export function schemaOfAttribute(attribute: Attribute): z.ZodType {
  const described = (schema: z.ZodType) => schema.meta({ description: attribute.description });
  if (attribute.list) return described(z.array(itemSchema(attribute)).max(mostItems).default([]));
  if (attribute.required && attribute.default === undefined) return described(itemSchema(attribute));
  if (attribute.required) return described(itemSchema(attribute).default(attribute.default));
  return described(itemSchema(attribute).nullable().default(null));
}

function itemSchema(attribute: Attribute): z.ZodType {
  switch (attribute.type) {
    case 'text':
    case 'date':
      return textSchema(attribute);
    case 'integer':
      return z
        .number()
        .int()
        .min(attribute.minimum ?? -largestInteger - 1)
        .max(attribute.maximum ?? largestInteger);
    case 'number':
      return z
        .number()
        .min(attribute.minimum ?? -Number.MAX_VALUE)
        .max(attribute.maximum ?? Number.MAX_VALUE);
    case 'boolean':
      return z.boolean();
    case 'choice':
      return z.enum(Object.keys(attribute.choices.values));
    case 'object':
      return schemaOfAttributes(attribute.shape.parts);
    case 'json':
      return z.record(z.string(), z.json());
    default:
      return attribute satisfies never;
  }
}

function textSchema({ maxLength = longestText, maxWords, pattern }: TextAttribute | DateAttribute): z.ZodType {
  let schema = z.string().trim().min(1).max(maxLength);
  if (pattern) schema = schema.regex(pattern.expression, { error: `must be ${pattern.allowed}` });
  schema = schema.refine(isPlainText, { error: 'must be text without control characters or broken characters' });
  if (maxWords === undefined) return schema;
  return schema.refine((text) => text.trim().split(/\s+/u).length <= maxWords, {
    error: `must have at most ${maxWords} words`,
  });
}

/** No control characters but tab and line ends, and no half of a surrogate pair: neither engine keeps those alike. */
export const isPlainText = (text: string) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);

const schemas = new WeakMap<Kind, z.ZodType>();

export interface CheckedAttributes {
  readonly attributes: AttributeRecord;
  readonly problems: readonly Problem[];
}

/** The attributes of a node, complete and checked: all problems at once, each with the path of what is wrong. */
export function checkAttributes(kind: Kind, input: AttributeRecord): CheckedAttributes {
  let schema = schemas.get(kind);
  if (!schema) schemas.set(kind, (schema = schemaOfAttributes(kind.attributes)));
  const parsed = schema.safeParse(input);
  if (!parsed.success) return { attributes: input, problems: problemsOf(parsed.error, schema, input) };
  const attributes = parsed.data as AttributeRecord;
  return { attributes, problems: kind.rules?.(attributes) ?? [] };
}
