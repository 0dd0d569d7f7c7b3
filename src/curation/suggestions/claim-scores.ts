import type { NodeRow } from '../../store/read-plan.ts';

/** A claim that a study may bear on, and why it was thought of. */
export interface SuggestedClaim {
  readonly id: string;
  readonly label: string;
  /** Higher is likelier; good for putting them in order and for nothing else. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** What a claim has in common with the text or study of the request. */
type Shared = { readonly word: string } | { readonly reason: string };

interface Scored {
  readonly label: string;
  score: number;
  readonly words: string[];
  readonly reasons: string[];
}

/** Claims with their scores. `what` is how reasons call the text or study that they share words with, such as "the text". */
export class ClaimScores {
  readonly #what: string;
  readonly #claims = new Map<string, Scored>();

  constructor(what: string) {
    this.#what = what;
  }

  add({ id, label }: NodeRow, weight: number, shared: Shared): void {
    const claim = this.#claims.get(id) ?? { label: String(label), score: 0, words: [], reasons: [] };
    this.#claims.set(id, claim);
    claim.score += weight;
    if ('word' in shared) claim.words.push(shared.word);
    else claim.reasons.push(shared.reason);
  }

  /** The likeliest first; claims with these ids are left out. */
  ranked(without: ReadonlySet<string>, most: number): SuggestedClaim[] {
    const claims = [...this.#claims]
      .filter(([id]) => !without.has(id))
      .map(([id, { label, score, words, reasons }]) => ({
        id,
        label,
        score: Math.round(score * 100) / 100,
        reasons:
          words.length > 0 ? [...reasons, `It shares these words with ${this.#what}: ${words.join(', ')}.`] : reasons,
      }));
    return claims.toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1)).slice(0, most);
  }
}
