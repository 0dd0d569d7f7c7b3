import type { Metric } from '../metric.ts';
import type { ComputedEffect, FiguresForm, StudyFigures } from '../study-figures.ts';
import { intervalEffect } from './interval-effect.ts';
import { correlationEffect, proportionEffect, rateRatioEffect } from './one-group-effect.ts';
import { twoByTwoEffect } from './two-by-two-effect.ts';
import { twoMeansEffect } from './two-means-effect.ts';

/** The forms that each metric can be computed from. */
export const formsOf: Readonly<Record<Metric, readonly FiguresForm[]>> = {
  RR: ['twoByTwo', 'interval', 'computed'],
  OR: ['twoByTwo', 'interval', 'computed'],
  HR: ['interval', 'computed'],
  IRR: ['twoRates', 'interval', 'computed'],
  RD: ['twoByTwo', 'interval', 'computed'],
  MD: ['twoMeans', 'interval', 'computed'],
  SMD: ['twoMeans', 'interval', 'computed'],
  ROM: ['twoMeans', 'interval', 'computed'],
  ZCOR: ['correlation', 'interval', 'computed'],
  PROPORTION: ['proportion', 'interval', 'computed'],
  SENSITIVITY: ['proportion', 'interval', 'computed'],
  SPECIFICITY: ['proportion', 'interval', 'computed'],
};

function computed(metric: Metric, figures: StudyFigures): ComputedEffect | undefined {
  switch (figures.form) {
    case 'twoByTwo':
      return twoByTwoEffect(metric, figures);
    case 'twoMeans':
      return twoMeansEffect(metric, figures);
    case 'twoRates':
      return rateRatioEffect(figures);
    case 'interval':
      return intervalEffect(metric, figures);
    case 'proportion':
      return proportionEffect(figures);
    case 'correlation':
      return correlationEffect(figures);
    case 'computed':
      return { yi: figures.yi, vi: figures.vi };
  }
}

/** Effect and variance of one result; undefined where it says nothing of the metric, as two arms without events. */
export const effectOf = (metric: Metric, figures: StudyFigures): ComputedEffect | undefined =>
  formsOf[metric].includes(figures.form) ? computed(metric, figures) : undefined;
