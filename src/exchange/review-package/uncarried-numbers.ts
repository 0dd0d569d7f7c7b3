import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { normalisedText } from '../../domain/normalised-text.ts';
import type { ReviewPackage } from './read-review-package.ts';
import { anchorIn } from '../../domain/anchor.ts';

export interface UncarriedNumber {
  readonly number: string;
  readonly position: number;
  /** Some words around it, so that a person finds it. */
  readonly around: string;
}

export interface NumberReport {
  readonly numbers: number;
  readonly excepted: number;
  readonly uncarried: readonly UncarriedNumber[];
  /** Exceptions of the manifest that are not found in the text, or hold no number. */
  readonly stale: readonly string[];
}

/** How far from a passage's anchor a number may stand and still be carried by what quotes the passage. */
const reach = 300;

const words: Readonly<Record<string, readonly number[]>> = {
  one: [1], two: [2], three: [3], four: [4], five: [5], six: [6], seven: [7], eight: [8], nine: [9], ten: [10], eleven: [11], twelve: [12],
  half: [50, 0.5], third: [33, 33.3, 1 / 3], quarter: [25, 0.25], hundred: [100],
}; // prettier-ignore

const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

const numberPattern = new RegExp(
  String.raw`\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{2}(?!\d)|\d+(?:,\d{3})*(?:\.\d+)?(?: (?:thousand|million|billion))?|\b(?:${Object.keys(words).join('|')})\b`,
  'giu',
);

interface Carrier {
  readonly positions: readonly number[];
  readonly figures: ReadonlySet<number>;
  readonly periods: string;
}

/** Every number of the text that nothing near it carries as a measure, a period or an ordinal. */
export function uncarriedNumbers(reviewPackage: ReviewPackage, source: string, text: string): NumberReport {
  const haystack = normalisedText(text);
  const carriers = carriersOf(reviewPackage, source, haystack);
  const exceptions = (reviewPackage.manifest.verification?.numbers ?? []).map(({ anchor }) => ({
    anchor,
    ranges: rangesOf(haystack, normalisedText(anchor)),
  }));
  const found = [...haystack.matchAll(numberPattern)].map(({ 0: number, index }) => ({ number, position: index }));
  const excepted = (position: number) =>
    exceptions.some(({ ranges }) => ranges.some(([start, end]) => position >= start && position < end));
  const open = found.filter(
    ({ number, position }) => !excepted(position) && !carriers.some((carrier) => carries(carrier, number, position)),
  );
  const stale = exceptions.filter(
    ({ ranges }) => !found.some(({ position }) => ranges.some(([start, end]) => position >= start && position < end)),
  );
  return {
    numbers: found.length,
    excepted: found.filter(({ position }) => excepted(position)).length,
    uncarried: open.map(({ number, position }) => ({
      number,
      position,
      around: haystack.slice(Math.max(0, position - 40), position + 40),
    })),
    stale: stale.map(({ anchor }) => anchor),
  };
}

function rangesOf(haystack: string, needle: string): [number, number][] {
  if (needle === '') return [];
  const ranges: [number, number][] = [];
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1))
    ranges.push([at, at + needle.length]);
  return ranges;
}

function carriersOf({ nodes, edges }: ReviewPackage, source: string, haystack: string): Carrier[] {
  const passages = new Set(
    edges.filter(({ relationship, to }) => relationship === 'PASSAGE_OF' && to === source).map(({ from }) => from),
  );
  const anchors = new Map(
    nodes.filter(({ id }) => passages.has(id)).map(({ id, attributes }) => [id, positionsOf(haystack, attributes)]),
  );
  return nodes.map(({ id, attributes }) => {
    const quoted = edges.filter(({ relationship, from }) => relationship === 'QUOTES' && from === id);
    return { positions: quoted.flatMap(({ to }) => anchors.get(to) ?? []), ...figuresOf(attributes) };
  });
}

function positionsOf(haystack: string, { anchor }: AttributeRecord): number[] {
  const position = typeof anchor === 'string' ? anchorIn(haystack, anchor).position : null;
  return position === null ? [] : [position];
}

function figuresOf(attributes: AttributeRecord): Pick<Carrier, 'figures' | 'periods'> {
  const measures = Array.isArray(attributes['measures']) ? (attributes['measures'] as AttributeRecord[]) : [];
  const figures = measures.flatMap(({ value, lower, upper, numerator, denominator }) => [
    value,
    lower,
    upper,
    numerator,
    denominator,
  ]);
  const stated = ['period', 'ordinal', 'startedOn', 'issued', 'sampleSize'].map((name) => attributes[name]);
  return {
    figures: new Set(figures.filter((figure) => typeof figure === 'number')),
    periods: [...stated, ...measures.map(({ period }) => period)]
      .filter((part) => part !== null && part !== undefined)
      .join(' '),
  };
}

function carries({ positions, figures, periods }: Carrier, number: string, position: number): boolean {
  if (!positions.some((anchor) => Math.abs(anchor - position) <= reach)) return false;
  return (
    inPeriods(periods, number) ||
    valuesOf(number).some((value) =>
      [...figures].some((figure) => Math.abs(figure - value) < 0.05 * Math.min(1, value)),
    )
  );
}

const inPeriods = (periods: string, number: string) =>
  new RegExp(String.raw`(?<![\d/])${number.replaceAll(/[.*+?^\u0024{}()|[\]\\]/gu, String.raw`\$&`)}(?!\d)`, 'iu').test(
    periods,
  );

function valuesOf(number: string): readonly number[] {
  const known = words[number.toLowerCase()];
  if (known) return known;
  const [digits = '', scale] = number.split(' ');
  const value = Number(digits.replaceAll(',', ''));
  return Number.isNaN(value) ? [] : [value * (scale === undefined ? 1 : (scales[scale.toLowerCase()] ?? 1))];
}
