import { compareText } from '../domain/compare-text.ts';
import { counted } from '../support/counted.ts';
import type { IndicationRule } from './vocabulary.ts';

/** One step of a computation: the rule, what it did, and the evidence links it looked at, in order of ids. */
export interface TraceStep {
  readonly rule: IndicationRule;
  readonly did: string;
  readonly links: readonly string[];
}

/** The steps of one computation, in the order in which they were taken. */
export class Trace {
  readonly #steps: TraceStep[] = [];

  get steps(): readonly TraceStep[] {
    return this.#steps;
  }

  add(rule: IndicationRule, did: string, links: Iterable<string>): void {
    this.#steps.push({ rule, did, links: [...new Set(links)].toSorted(compareText) });
  }

  /** Only where there is something to say. */
  setAside(rule: IndicationRule, links: readonly string[], why: (count: string) => string): void {
    if (links.length > 0) this.add(rule, why(counted(new Set(links).size, 'link')), links);
  }
}
