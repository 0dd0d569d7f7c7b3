/** Events and totals of two arms; the first is the one that got the intervention. */
export interface TwoByTwo {
  readonly events1: number;
  readonly total1: number;
  readonly events2: number;
  readonly total2: number;
}

/** Size, mean and standard deviation of two arms. */
export interface TwoMeans {
  readonly n1: number;
  readonly mean1: number;
  readonly sd1: number;
  readonly n2: number;
  readonly mean2: number;
  readonly sd2: number;
}

/** Events over person-time of two arms. */
export interface TwoRates {
  readonly x1: number;
  readonly t1: number;
  readonly x2: number;
  readonly t2: number;
}

/** An estimate with its interval as it was reported; `level` is in percent and 95 where it is absent. */
export interface EstimateWithInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly level?: number | undefined;
}

/** Events among a total, of one group. */
export interface OneProportion {
  readonly events: number;
  readonly total: number;
}

/** A correlation and the number of those it was seen in. */
export interface OneCorrelation {
  readonly ri: number;
  readonly ni: number;
}

/** An effect that was computed elsewhere, on the metric's scale. */
export interface ComputedEffect {
  readonly yi: number;
  readonly vi: number;
}

/** The figures of one result, in one of the forms that studies report. */
export type StudyFigures =
  | ({ readonly form: 'twoByTwo' } & TwoByTwo)
  | ({ readonly form: 'twoMeans' } & TwoMeans)
  | ({ readonly form: 'twoRates' } & TwoRates)
  | ({ readonly form: 'interval' } & EstimateWithInterval)
  | ({ readonly form: 'proportion' } & OneProportion)
  | ({ readonly form: 'correlation' } & OneCorrelation)
  | ({ readonly form: 'computed' } & ComputedEffect);

export type FiguresForm = StudyFigures['form'];
