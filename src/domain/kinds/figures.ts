import { boolean, choice, choiceSet, integer, number, text } from '../attribute.ts';

/** What an estimate is an estimate of. How each is pooled and compared is in `figures/metric-rules.ts`. */
export const metric = choiceSet('Metric', 'What an estimate is an estimate of.', {
  RR: 'Risk ratio.',
  OR: 'Odds ratio.',
  HR: 'Hazard ratio.',
  IRR: 'Incidence rate ratio.',
  RD: 'Risk difference, as a share: −0.05 is five in a hundred fewer.',
  MD: 'Mean difference, in the unit of the outcome.',
  SMD: "Standardised mean difference, Hedges' g.",
  ROM: 'Ratio of means.',
  ZCOR: "Correlation, as Fisher's z.",
  PROPORTION: 'Share of one group, 0 to 1.',
  SENSITIVITY: 'Share of those with the condition that a test finds, 0 to 1.',
  SPECIFICITY: 'Share of those without the condition that a test clears, 0 to 1.',
});

export type Metric = keyof (typeof metric)['values'];

const timeUnit = choiceSet('TimeUnit', 'A unit of time.', {
  HOURS: 'Hours.',
  DAYS: 'Days.',
  WEEKS: 'Weeks.',
  MONTHS: 'Months.',
  YEARS: 'Years.',
});

const armRole = choiceSet('ArmRole', 'Which side of a comparison a group is on.', {
  INTERVENTION: 'It got what is looked at.',
  COMPARATOR: 'It got what that is compared with.',
});

const poolingModel = choiceSet('PoolingModel', 'How a review put its studies together.', {
  COMMON_EFFECT: 'As if all studies estimate one effect (fixed effect).',
  RANDOM_EFFECTS: 'As if the effects of the studies differ.',
  OTHER: 'In another way, for example as a network.',
});

/** Shares and ratios are plain numbers: a risk ratio is 0.8 and not its logarithm, a share 0.2 and not 20. */
export const estimate = {
  name: 'Estimate',
  description: 'An estimate with its interval, as the source reports it.',
  parts: {
    metric: choice(metric, 'What it is an estimate of.', { required: true }),
    value: number('The estimate; a ratio as it is, not as a logarithm.', { required: true }),
    lower: number('Lower end of its interval.', {}),
    upper: number('Upper end of its interval.', {}),
    level: number('Level of the interval in per cent.', { required: true, default: 95, minimum: 50, maximum: 99.9 }),
    p: number('The p-value that is printed beside it.', { minimum: 0, maximum: 1 }),
    adjusted: boolean('Whether it was adjusted for confounders; empty where the source does not say.', {}),
  },
} as const;

/** One group of a comparison, in one of three forms. */
export const arm = {
  name: 'Arm',
  description: 'One group of a comparison: events of a total, a mean with its deviation, or a count over person-time.',
  parts: {
    role: choice(armRole, 'Which side of the comparison it is on.', { required: true }),
    events: integer('How many had the event, or how many events there were in the person-time.', { minimum: 0 }),
    total: integer('Of how many, where events are of people.', { minimum: 1 }),
    mean: number('The mean.', {}),
    sd: number('The standard deviation.', {}),
    n: integer('How many the mean is of.', { minimum: 1 }),
    personTime: number('Person-time that the events fell into.', {}),
  },
} as const;

export const followUp = {
  name: 'FollowUp',
  description: 'How long after the start a result was taken.',
  parts: {
    value: number('How many units.', { required: true, minimum: 0 }),
    unit: choice(timeUnit, 'The unit.', { required: true }),
  },
} as const;

export const pooled = {
  name: 'Pooled',
  description: "What a review says of how its own result came from its studies' results.",
  parts: {
    studies: integer('How many studies it pools.', { minimum: 1 }),
    participants: integer('How many people these have together.', { minimum: 0 }),
    model: choice(poolingModel, 'How it put them together.', {}),
    tau2: number('Variance between the studies (τ²).', { minimum: 0 }),
    iSquared: number('Share of the variation that is between the studies (I²), in per cent.', {
      minimum: 0,
      maximum: 100,
    }),
    predictionLower: number('Lower end of its prediction interval.', {}),
    predictionUpper: number('Upper end of its prediction interval.', {}),
  },
} as const;

/** The smallest difference that matters to those concerned. */
export const smallestImportant = {
  name: 'SmallestImportant',
  description: 'The smallest difference that matters to those concerned, and who says so.',
  parts: {
    metric: choice(metric, 'What it is a value of.', { required: true }),
    value: number('The value; of a ratio either side of 1.', { required: true }),
    source: text('Who says so, as one cites it.', { required: true, maxLength: 1000 }),
  },
} as const;
