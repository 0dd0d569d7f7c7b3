/**
 * The text of a document as anchors are looked up in it: one space for every run of white space, bullets at line starts
 * dropped, hyphens at line ends kept without the break, typographic quotes, dashes and hyphens made plain. Positions
 * are UTF-16 units in this text.
 */
export function normalisedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u2010\u2011\u2012\u2013\u2014]/gu, '-')
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/[\u201C\u201D]/gu, '"')
    .replace(/^[ \t]*[\u2022*-][ \t\n]+/gmu, '')
    .replace(/(?<=\p{L})-[ \t]*\n[ \t]*(?=\p{L})/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}
