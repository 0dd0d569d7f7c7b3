/** How many terms of the series are kept; with `reach` they leave less than 1e-13. */
const terms = 14;

/** How far from where the sums were taken the series holds, in units of the smallest variance. */
export const reach = 0.1;

/** Σ wᵃ yᵇ at a τ² near by, for the powers that the restricted likelihood takes. */
export interface PowerSums {
  readonly w1: number;
  readonly w2: number;
  readonly w3: number;
  readonly w1y: number;
  readonly w2y: number;
  readonly w1yy: number;
  readonly w2yy: number;
}

/** Weights, relative to the largest, and effects, measured from their weighted mean. */
export interface WeightsAt {
  readonly weights: Float64Array;
  readonly values: Float64Array;
}

/**
 * Sums over all studies that can be had at any τ² near by without going through the studies again. A weight moves as
 * w / (1 + εw), so each sum is a power series in ε whose coefficients are sums of higher powers. Leaving one study out
 * takes a term away from each.
 */
export class SumsAround {
  /** By power of y: sums of the powers of w, from 1 on. */
  readonly #plain: Float64Array;
  readonly #linear: Float64Array;
  readonly #square: Float64Array;

  constructor({ weights, values }: WeightsAt) {
    const size = terms + 4;
    [this.#plain, this.#linear, this.#square] = [
      new Float64Array(size),
      new Float64Array(size),
      new Float64Array(size),
    ];
    weights.forEach((weight, index) => {
      const value = values[index] ?? 0;
      let power = 1;
      for (let exponent = 1; exponent < size; exponent += 1) {
        power *= weight;
        this.#plain[exponent] = (this.#plain[exponent] ?? 0) + power;
        this.#linear[exponent] = (this.#linear[exponent] ?? 0) + power * value;
        this.#square[exponent] = (this.#square[exponent] ?? 0) + power * value * value;
      }
    });
  }

  /** All sums at τ² = where they were taken + ε · unit, without the study of this weight and value. */
  without({ weight, value }: { weight: number; value: number }, epsilon: number): PowerSums {
    const own = weight / (1 + epsilon * weight);
    const [plain, linear, square] = [this.#plain, this.#linear, this.#square];
    return {
      w1: series(plain, 1, epsilon) - own,
      w2: series(plain, 2, epsilon) - own * own,
      w3: series(plain, 3, epsilon) - own * own * own,
      w1y: series(linear, 1, epsilon) - own * value,
      w2y: series(linear, 2, epsilon) - own * own * value,
      w1yy: series(square, 1, epsilon) - own * value * value,
      w2yy: series(square, 2, epsilon) - own * own * value * value,
    };
  }
}

/** Σ over m of C(a + m − 1, m) (−ε)ᵐ times the sum of the power a + m. */
function series(sums: Float64Array, power: number, epsilon: number): number {
  let [total, factor] = [0, 1];
  for (let term = 0; term <= terms; term += 1) {
    total += factor * (sums[power + term] ?? 0);
    factor *= (-epsilon * (power + term)) / (term + 1);
  }
  return total;
}
