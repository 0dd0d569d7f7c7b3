import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/domain/errors.ts';
import { doiOf } from '../../../src/domain/identifiers/doi.ts';
import { isbn10Of, isbnOf } from '../../../src/domain/identifiers/isbn.ts';
import { pmidOf } from '../../../src/domain/identifiers/pmid.ts';
import { webAddressOf } from '../../../src/domain/identifiers/web-address.ts';
import { evidence } from '../../../src/domain/kinds/evidence.ts';

const runs = { numRuns: 500 };

/** The message of a refusal, or the value where there was none. */
function refusal(read: (input: string) => string, input: string): string {
  try {
    return `accepted as ${read(input)}`;
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' });
    return (error as DomainError).message;
  }
}

const suffix = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._/;:-]{0,30}[a-zA-Z0-9]$/u);
const doi = fc.tuple(fc.integer({ min: 1000, max: 999_999_999 }), suffix).map(([code, rest]) => `10.${code}/${rest}`);
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u'));

describe('a DOI', () => {
  it.each([
    ['10.1000/XYZ123', '10.1000/xyz123'],
    ['  doi:10.1000/xyz123. ', '10.1000/xyz123'],
    ['DOI 10.1000/xyz123', '10.1000/xyz123'],
    ['https://doi.org/10.1000/xyz123', '10.1000/xyz123'],
    ['HTTP://DX.DOI.ORG/10.1000/xyz123', '10.1000/xyz123'],
    ['dx.doi.org/10.1000/xyz123),', '10.1000/xyz123'],
    ['doi: https://doi.org/10.1000%2Fa%3Cb%3E?utm_source=x#y', '10.1000/a<b>'],
    ['10.1016/S0140-6736(08)61345-8', '10.1016/s0140-6736(08)61345-8'],
    ['(10.1000/x(1)', undefined],
    ['10.1000/x(1)).', '10.1000/x(1)'],
    ['10.1000/a%2fb', '10.1000/a%2fb'],
    ['10.1000/', undefined],
    ['10.1000/a b', undefined],
    ['10.1000/a\u200Bb', undefined],
    ['10.1000/\uD800', undefined],
    ['https://example.org/10.1000/x', undefined],
    [`10.1000/${'x'.repeat(300)}`, undefined],
    ['doi:'.repeat(100_000), undefined],
    ['', undefined],
  ])('%j is read as %j', (input, wanted) => {
    expect(refusal(doiOf, input)).toMatch(
      wanted === undefined ? /^doi must be a DOI such as 10\.1000\/xyz123/u : /^acc/u,
    );
    if (wanted !== undefined) expect(doiOf(input)).toBe(wanted);
  });

  it('is the same after a second reading, whatever its case and prefix, and is of the form that sources ask for', () => {
    const prefix = fc.constantFrom(
      '',
      'doi:',
      'DOI: ',
      'https://doi.org/',
      'http://dx.doi.org/',
      'https://www.doi.org/',
    );
    fc.assert(
      fc.property(doi, prefix, fc.constantFrom('', '.', ',', ');', '"'), (bare, before, after) => {
        const once = doiOf(bare);
        expect(doiOf(once)).toBe(once);
        expect(doiOf(bare.toUpperCase())).toBe(once);
        expect(evidence.EvidenceSource.attributes.doi.pattern?.expression.test(once)).toBe(true);
        expect(doiOf(`${before}${bare}${after}`)).toBe(once);
      }),
      runs,
    );
  });

  it('never fails otherwise than by refusing, and what it accepts it accepts unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `10.1000/${text}`),
        ),
        (text) => {
          const read = refusal(doiOf, text);
          if (read.startsWith('accepted')) expect(doiOf(doiOf(text))).toBe(doiOf(text));
          else expect(read.length).toBeLessThan(500);
        },
      ),
      runs,
    );
  });
});

describe('a PubMed id', () => {
  it.each([
    ['12345678', '12345678'],
    ['PMID: 0123', '123'],
    ['pmid123', '123'],
    ['https://pubmed.ncbi.nlm.nih.gov/12345678/', '12345678'],
    ['https://www.ncbi.nlm.nih.gov/pubmed/12345678?x=1', '12345678'],
    ['PMC12345', undefined],
    ['0', undefined],
    ['1234567890', undefined],
    ['12 34', undefined],
  ])('%j is read as %j', (input, wanted) => {
    if (wanted === undefined) expect(refusal(pmidOf, input)).toMatch(/^pmid must be a PubMed id of 1 to 9 digits/u);
    else expect(pmidOf(input)).toBe(wanted);
  });

  it('is the same after a second reading, whatever its prefix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom('PMID:', 'pmid ', '000'), (id, before) => {
        const wanted = String(id);
        expect(pmidOf(pmidOf(wanted))).toBe(wanted);
        if (before !== '000' || wanted.length <= 6) expect(pmidOf(before + wanted)).toBe(wanted);
      }),
      runs,
    );
  });
});

describe('an ISBN', () => {
  it.each([
    ['978-0-306-40615-7', '9780306406157'],
    ['ISBN 0-306-40615-2', '9780306406157'],
    ['ISBN-13: 978 0 306 40615 7', '9780306406157'],
    ['urn:isbn:080442957x', '9780804429573'],
    ['978-0-306-40615-8', undefined],
    ['0-306-40615-3', undefined],
    ['1234-5678', undefined],
    ['977-0-306-40615-7', undefined],
  ])('%j is read as %j', (input, wanted) => {
    if (wanted === undefined)
      expect(refusal(isbnOf, input)).toMatch(/^isbn must be an ISBN of 10 or 13 digits with a right/u);
    else expect(isbnOf(input)).toBe(wanted);
  });

  it('has 13 digits however it was written, the same after a second reading, and goes back to its 10', () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        const [ten] = '0123456789X'
          .split('')
          .map((check) => nine + check)
          .filter((each) => refusal(isbnOf, each)[0] === 'a');
        const thirteen = isbnOf(ten ?? '');
        expect([isbnOf(thirteen), isbn10Of(thirteen)]).toEqual([thirteen, ten]);
        expect(isbnOf(`isbn ${(ten ?? '').toLowerCase().replace(/(?<=^.{3})/u, '-')}`)).toBe(thirteen);
      }),
      runs,
    );
  });

  it('is refused after any one digit was mistyped', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const right = '9780306406157';
        const wrong = right.slice(0, place) + String((Number(right[place]) + by) % 10) + right.slice(place + 1);
        expect(refusal(isbnOf, wrong)).toContain('check digit');
      }),
      runs,
    );
  });

  it('has no 10 digits where it starts with 979', () => {
    expect(isbn10Of('9791032719008')).toBeUndefined();
  });
});

describe('a web address', () => {
  it.each([
    ['HTTPS://Example.org/a b', undefined],
    ['HTTPS://Example.org/A?b=c#d', 'https://example.org/A?b=c#d'],
    ['http://example.org', 'http://example.org/'],
    ['javascript:alert(1)', undefined],
    ['ftp://example.org', undefined],
    ['file:///etc/passwd', undefined],
    ['https://', undefined],
    [`https://example.org/${'x'.repeat(2000)}`, undefined],
  ])('%j is read as %j', (input, wanted) => {
    if (wanted === undefined) expect(refusal(webAddressOf, input)).toMatch(/^url must be an http or https address/u);
    else expect(webAddressOf(input)).toBe(wanted);
  });

  it('with a user or password is refused without repeating them', () => {
    expect(refusal(webAddressOf, 'https://me:secret@example.org/')).toMatch(/^url must .* without user and password/u);
    expect(refusal(webAddressOf, 'https://me:secret@example.org/')).not.toContain('secret');
  });

  it('is the same after a second reading', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(webAddressOf(webAddressOf(url))).toBe(webAddressOf(url));
      }),
      runs,
    );
  });
});
