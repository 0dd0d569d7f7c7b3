/** Numbers of registers of trials and of reviews, each with the register that gives them. */
const registers: readonly (readonly [RegExp, register: string])[] = [
  [/\bNCT\s?0?\d{8}\b/giu, 'ClinicalTrials.gov'],
  [/\bISRCTN\s?\d{8}\b/giu, 'ISRCTN'],
  [/\bEudraCT(?:\s*(?:number|no\.?))?\s*:?\s*\d{4}-\d{6}-\d{2}\b/giu, 'EU Clinical Trials Register'],
  [/\bEUCTR\s?\d{4}-\d{6}-\d{2}(?:-[A-Z]{2})?\b/giu, 'EU Clinical Trials Register'],
  [/\bACTRN\s?\d{14}p?\b/giu, 'ANZCTR'],
  [/\bChiCTR(?:-[A-Z]+)?-?\d{8,10}\b/giu, 'ChiCTR'],
  [/\bCTRI\/\d{4}\/\d{2,3}\/\d{6}\b/giu, 'CTRI'],
  [/\bDRKS\s?\d{8}\b/giu, 'DRKS'],
  [/\bUMIN\s?\d{9}\b/giu, 'UMIN-CTR'],
  [/\bjRCTs?\d{9,10}\b/giu, 'jRCT'],
  [/\bKCT\s?\d{7}\b/giu, 'CRIS'],
  [/\bIRCT\d{11,14}N\d{1,3}\b/giu, 'IRCT'],
  [/\bPACTR\s?\d{15,16}\b/giu, 'PACTR'],
  [/\bTCTR\s?\d{11}\b/giu, 'TCTR'],
  [/\bRBR-[\da-z]{6,8}\b/giu, 'ReBEC'],
  [/\bNTR\s?\d{3,5}\b/gu, 'Dutch Trial Register'],
  [/\bCRD42\d{9,12}\b/giu, 'PROSPERO'],
];

/** Every number of a register that stands in a text, without blanks, as the register writes it. */
export function registrationsIn(text: string): readonly string[] {
  if (!/\d{3}/u.test(text)) return [];
  const found = registers.flatMap(([number]) => (text.match(number) ?? []).map(normal));
  return [...new Set(found)];
}

function normal(number: string): string {
  const eudract = /\d{4}-\d{6}-\d{2}/u.exec(number);
  if (/^eudract/iu.test(number) && eudract) return `EudraCT ${eudract[0]}`;
  const bare = number.replace(/\s/gu, '');
  return /^(?:chictr|jrct|rbr)/iu.test(bare) ? bare : bare.toUpperCase();
}
