import { describe, expect, it } from 'vitest';
import { inOptions } from '../../src/cli/option-names.ts';

describe('a sentence with options in place of arguments', () => {
  it.each([
    ['maxDepth must be 1 to 20; got 99.', ['--max-depth'], '--max-depth must be 1 to 20; got 99.'],
    ['ask with a larger maxDepth, at most 20', ['--max-depth'], 'ask with a larger --max-depth, at most 20'],
    ['filter.rowIds must name an id.', ['--row'], '--row must name an id.'],
    ['scopes must be given.', ['--scope'], '--scope must be given.'],
    ['this kind of source; kind must be given', ['--kind'], 'this kind of source; --kind must be given'],
  ])('%j', (sentence, options, told) => {
    expect(inOptions(sentence, options)).toBe(told);
  });

  it('stays as it is where the command has no such option, and in what somebody gave', () => {
    expect(inOptions('expectedVersion must be given.', ['--key-file'])).toBe('expectedVersion must be given.');
    expect(inOptions('got "maxDepth".', ['--max-depth'])).toBe('got "maxDepth".');
    expect(inOptions('The name of the file must end.', ['--name'])).toBe('The name of the file must end.');
  });
});
