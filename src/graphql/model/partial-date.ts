import { GraphQLScalarType, Kind } from 'graphql';
import { partialDate } from '../../domain/attribute.ts';

function checked(value: unknown): string {
  if (typeof value === 'string' && partialDate.expression.test(value)) return value;
  throw new TypeError(`PartialDate must be ${partialDate.allowed}; got ${JSON.stringify(value)}.`);
}

/** A date as far as it is known. */
export const PartialDate = new GraphQLScalarType({
  name: 'PartialDate',
  description: 'A date as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601, EDTF level 0).',
  specifiedByURL: 'https://www.loc.gov/standards/datetime/',
  serialize: checked,
  parseValue: checked,
  parseLiteral: (node) => checked(node.kind === Kind.STRING ? node.value : undefined),
});
