import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

/** Parses a text and validates it against the schema of a file, as graphql-js does; throws what is wrong. */
export function validated(schemaFile: string): (query: string) => void {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  return (query) => {
    const errors = validate(schema, parse(query));
    if (errors.length > 0) throw new Error(errors.join('\n'));
  };
}
