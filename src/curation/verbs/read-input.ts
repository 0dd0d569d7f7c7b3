import { z } from 'zod';
import { validationFailed } from '../../domain/errors.ts';
import { problemsOf } from '../../domain/problems-of-issue.ts';
import { withoutNulls } from '../drafts/without-nulls.ts';
import { readOnlyAttributesOf } from '../drafts/read-only-attributes.ts';
import type { Field, FieldTable, InputOf } from './field.ts';

/** The longest text that may be pasted beside a passage, in UTF-16 units. */
const longestText = 20_000;

const schemas = new WeakMap<FieldTable, z.ZodType>();

/** The input of a verb as people give it; `VALIDATION_FAILED` with the path of all that is not of the form. */
export function readInput<Fields extends FieldTable>(fields: Fields, input: unknown): InputOf<Fields> {
  let schema = schemas.get(fields);
  if (!schema) {
    const table = Object.entries(fields).map(([name, field]) => [name, schemaOf(field)] as const);
    schemas.set(fields, (schema = z.strictObject(Object.fromEntries(table))));
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw validationFailed(problemsOf(parsed.error, schema, input));
  return parsed.data as InputOf<Fields>;
}

/** A null means the same as nothing. */
function schemaOf({ list, required, ...field }: Field): z.ZodType {
  const content = contentSchema(field);
  if (list)
    return z
      .array(content)
      .nullish()
      .transform((items) => items ?? []);
  return required ? content : content.nullish().transform((value) => value ?? undefined);
}

function contentSchema({ content, kinds }: Pick<Field, 'content' | 'kinds'>): z.ZodType {
  const [kind = ''] = kinds;
  switch (content) {
    case 'id':
      return z.string();
    case 'attributes':
      return attributesSchema(kind);
    case 'reference':
      return referenceSchema(kind);
    case 'passage':
      return z.strictObject(passageParts).transform(passageOf);
    case 'quotation':
      return z
        .strictObject({ source: referenceSchema('EvidenceSource'), ...passageParts })
        .transform(({ source, ...passage }) => ({ source, ...passageOf(passage) }));
    default:
      return content satisfies never;
  }
}

/** What the values may be is for their kind to say. */
function attributesSchema(kind: string) {
  return z
    .record(z.string(), z.unknown())
    .superRefine((input, context) => {
      for (const name of readOnlyAttributesOf(kind).filter((each) => each in input))
        context.addIssue({ code: 'custom', path: [name], message: 'is not for a contributor to give' });
    })
    .transform(withoutNulls);
}

function referenceSchema(kind: string) {
  return z
    .strictObject({ id: z.string().nullish(), new: attributesSchema(kind).nullish() })
    .refine(({ id, new: added }) => (typeof id === 'string') === (added === null || added === undefined), {
      error: 'takes either id or new, and just one of them',
    })
    .transform(({ id, new: added }) => (typeof id === 'string' ? { id } : { attributes: added ?? {} }));
}

const passageParts = {
  passage: attributesSchema('Passage'),
  text: z
    .string()
    .max(longestText, { error: `may have ${longestText} characters at most` })
    .nullish(),
};

const passageOf = ({
  passage,
  text,
}: {
  readonly passage: Record<string, unknown>;
  readonly text?: string | null | undefined;
}) => ({
  attributes: passage,
  text: text ?? undefined,
});
