import type { Pattern } from '../attribute.ts';

/** A language tag of BCP 47: language, and as wanted script, region and variants. */
export const languageTag: Pattern = {
  expression: /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*$/u,
  allowed: 'a language tag of BCP 47 such as en, cy or pt-BR',
};
