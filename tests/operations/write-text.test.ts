import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeText } from '../../src/store/write-text.ts';

it('writes any text as JSON does', () => {
  const name = { is: 'value', name: 'name', required: true, fits: () => true } as const;
  const select = { Study: { attributes: ['name'], relations: {} } };
  const plan = { roots: { it: { by: 'ids', ids: ['study:it'], select } } } as const;
  const written = (value: string) =>
    writeText([{ is: 'one', root: 'it', node: { Study: [name] } }], plan, {
      it: [{ __typename: 'Study', id: 'study:it', name: value }],
    });
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.nat(0x2ff).map((code) => String.fromCharCode(code)) }),
    fc.constantFrom('\ud800', 'a\udfff', '\u2028', '\u007f', '"', '\\'),
  );
  fc.assert(
    fc.property(anyText, (value) => {
      expect(written(value)).toBe(JSON.stringify(value));
    }),
  );
});
