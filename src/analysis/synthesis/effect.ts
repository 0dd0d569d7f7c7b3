/** What one study contributes: an effect on the metric's scale (logarithms of ratios) and its sampling variance. */
export interface Effect {
  /** The study; effects are sorted by it before anything is summed. */
  readonly id: string;
  readonly yi: number;
  readonly vi: number;
}
