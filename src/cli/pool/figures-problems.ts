import { scaleOf, type Metric } from '../../analysis/synthesis/metric.ts';
import type { StudyFigures } from '../../analysis/synthesis/study-figures.ts';

/** What is wrong with figures: the column and a sentence. */
export type FigureProblem = readonly [column: string, message: string];

type OfForm<Form extends StudyFigures['form']> = Extract<StudyFigures, { form: Form }>;
type Rule = readonly [wrong: boolean, column: string, message: string];

const counts = (events: number, total: number, columns: readonly [string, string]): Rule[] => [
  [!Number.isInteger(events) || events < 0, columns[0], `${events} events: it must be a whole number, 0 or more.`],
  [!Number.isInteger(total) || total < 1, columns[1], `${total} is no number of people: it must be 1 or more.`],
  [events > total, columns[0], `${events} events of ${total}: there are more events than people.`],
];

const arm = (n: number, sd: number, columns: readonly [string, string]): Rule[] => [
  [!Number.isInteger(n) || n < 2, columns[0], `${n} people: a standard deviation takes 2 or more.`],
  [!(sd >= 0), columns[1], `${sd}: a standard deviation is 0 or more.`],
];

const meansRules = (metric: Metric, { n1, mean1, sd1, n2, mean2, sd2 }: OfForm<'twoMeans'>): Rule[] => [
  ...arm(n1, sd1, ['n1', 'sd1']),
  ...arm(n2, sd2, ['n2', 'sd2']),
  [sd1 === 0 && sd2 === 0, 'sd1', 'Both standard deviations are 0: the effect would have no variance.'],
  [metric === 'ROM' && !(mean1 > 0), 'mean1', `${mean1}: a ratio of means takes means above 0.`],
  [metric === 'ROM' && !(mean2 > 0), 'mean2', `${mean2}: a ratio of means takes means above 0.`],
];

const rates = (x: number, t: number, columns: readonly [string, string]): Rule[] => [
  [!Number.isInteger(x) || x < 0, columns[0], `${x} events: it must be a whole number, 0 or more.`],
  [!(t > 0), columns[1], `${t}: person-time must be above 0.`],
];

function intervalRules(metric: Metric, { value, lower, upper, level }: OfForm<'interval'>): Rule[] {
  const { bounds } = scaleOf[metric];
  const outside = ([column, figure]: readonly [string, number]): Rule => [
    bounds !== undefined && !(figure > bounds.above && figure < bounds.below),
    column,
    `${figure}: figures of ${metric} must be ${bounds?.sentence ?? 'numbers'}.`,
  ];
  return [
    ...(
      [
        ['value', value],
        ['lower', lower],
        ['upper', upper],
      ] as const
    ).map(outside),
    [!(lower < upper), 'lower', `The interval [${lower}, ${upper}] must end above where it starts.`],
    [value < lower || value > upper, 'value', `${value} lies outside its interval [${lower}, ${upper}].`],
    [level !== undefined && !(level >= 50 && level <= 99.9), 'level', `${level}: a level is 50 to 99.9 percent.`],
  ];
}

function rulesOf(metric: Metric, figures: StudyFigures): Rule[] {
  switch (figures.form) {
    case 'twoByTwo':
      return [
        ...counts(figures.events1, figures.total1, ['events1', 'total1']),
        ...counts(figures.events2, figures.total2, ['events2', 'total2']),
      ];
    case 'proportion':
      return counts(figures.events, figures.total, ['events', 'total']);
    case 'twoMeans':
      return meansRules(metric, figures);
    case 'twoRates':
      return [...rates(figures.x1, figures.t1, ['x1', 't1']), ...rates(figures.x2, figures.t2, ['x2', 't2'])];
    case 'interval':
      return intervalRules(metric, figures);
    case 'correlation':
      return [
        [!(Math.abs(figures.ri) < 1), 'ri', `${figures.ri}: a correlation lies between -1 and 1, and is neither.`],
        [!Number.isInteger(figures.ni) || figures.ni < 4, 'ni', `${figures.ni} people: Fisher's z takes 4 or more.`],
      ];
    case 'computed':
      return [[!(figures.vi > 0), 'vi', `${figures.vi}: a variance must be above 0.`]];
  }
}

/** What makes no sense of figures; empty where they do. */
export const figuresProblems = (metric: Metric, figures: StudyFigures): FigureProblem[] =>
  rulesOf(metric, figures).flatMap(([wrong, column, message]) => (wrong ? [[column, message] as const] : []));
