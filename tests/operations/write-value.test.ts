import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeValue } from '../../src/store/read/write-value.ts';

it('writes any text as JSON does', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.nat(0x2ff).map((code) => String.fromCharCode(code)) }),
    fc.constantFrom('\ud800', 'a\udfff', '\u2028', '\u007f', '"', '\\'),
  );
  fc.assert(
    fc.property(anyText, (value) => {
      expect(writeValue({ name: 'name', required: true }, value)).toBe(JSON.stringify(value));
    }),
  );
});
