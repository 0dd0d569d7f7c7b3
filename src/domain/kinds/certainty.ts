import { choiceSet } from '../attribute.ts';

export const certainty = choiceSet(
  'Certainty',
  'How sure one can be, in the four words of GRADE. A computed one is not a GRADE rating.',
  {
    HIGH: 'Further studies are unlikely to change it.',
    MODERATE: 'Further studies may change it.',
    LOW: 'Further studies are likely to change it.',
    VERY_LOW: 'Little can be said.',
  },
);

export type Certainty = keyof (typeof certainty)['values'];
