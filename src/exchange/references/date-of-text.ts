/** The first three letters of the months' names in English, as databases write dates. */
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const monthNames =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$/iu;

/** Words that name a part of a year which is no month: the year remains. */
const partOfYear =
  /^(?:spr(?:ing)?|sum(?:mer)?|aut(?:umn)?|fall|win(?:ter)?|easter|christmas|michaelmas|q[1-4]|[1-4](?:st|nd|rd|th)? ?q(?:uarter|tr)?|quarter [1-4]|(?:first|second|third|fourth) quarter|first half|second half|suppl(?:ement)?(?: \w+)?)\.?$/iu;

/** The date that words or figures tell, as far as they are sure; undefined where they tell none. */
export function dateOfText(input: string): string | undefined {
  const text = input
    .trim()
    .replace(/T\d{2}:.*$/u, '')
    .replace(/\s+/gu, ' ');
  if (/^\d{4}\/(?!\d{4}$)/u.test(text)) return dateOfSlashes(text);
  const [, ...iso] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/u.exec(text) ?? [];
  if (iso.length > 0) return dateOfParts(iso.filter((part) => part !== undefined));
  const ends = /^(\d{4}(?:-\d{2}){0,2}) ?[-–/] ?(\d{4}(?:-\d{2}){0,2})$/u.exec(text);
  if (ends) return sharedDate([dateOfText(ends[1] ?? ''), dateOfText(ends[2] ?? '')]);
  return dateOfNumbers(text) ?? dateOfWords(text);
}

/** As RIS writes dates: year/month/day/other, where empty parts are unknown ones; a word in the place of a month is read too. */
function dateOfSlashes(text: string): string | undefined {
  // Behind the three parts stand a season, months or free words: the parts before them are what is sure.
  const [year = '', month = '', day = ''] = text.split('/').map((part) => part.trim());
  if (month === '' && day === '') return dateOfParts([year]);
  if (/^\d{1,2}$/u.test(month)) return dateOfParts(/^\d{1,2}$/u.test(day) ? [year, month, day] : [year, month]);
  return partOfYear.test(month) || month === '' ? dateOfParts([year]) : dateOfWords(`${year} ${month} ${day}`.trim());
}

/** 03/04/2008 is the third of April or the fourth of March: the year is sure. 14/03/2008 can only be one. */
function dateOfNumbers(text: string): string | undefined {
  const [, one = '', other = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text) ?? [];
  if (year === '') return undefined;
  const [first, second] = [Number(one), Number(other)];
  if (first > 12) return dateOfParts([year, other, one]);
  if (second > 12) return dateOfParts([year, one, other]);
  return first === second ? dateOfParts([year, one, other]) : dateOfParts([year]);
}

/** `2008 Mar 14`, `14 March 2008`, `SEP 12, 2013`, `2008 Mar-Apr`, `Spring 2008`. */
function dateOfWords(text: string): string | undefined {
  const years = new Set(text.match(/(?<!\d)\d{4}(?!\d)/gu));
  const [year] = years;
  if (year === undefined || years.size > 1) return undefined;
  const words = text
    .replace(year, ' ')
    .replace(/[,;()[\]]/gu, ' ')
    .trim()
    .replace(/\s+/gu, ' ');
  if (partOfYear.test(words)) return dateOfParts([year]);
  const [, from = '', to = ''] = /^([a-z]+\.?) ?[-–/] ?([a-z]+\.?)(?: \d.*)?$/iu.exec(words) ?? [];
  if (isPartOfYear(from) && isPartOfYear(to)) return dateOfParts([year]);
  // A span of days leaves the month.
  const parts = words
    .replace(/(\d{1,2}) ?[-–] ?\d{1,2}$/u, '')
    .trim()
    .split(' ');
  const name = parts.find((part) => monthNames.test(part));
  const rest = parts.filter((part) => part !== name);
  if (name === undefined || rest.length > 1) return undefined;
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const [day] = rest;
  if (day === undefined) return dateOfParts([year, month]);
  const [, figure] = /^(\d{1,2})(?:st|nd|rd|th)?\.?$/u.exec(day) ?? [];
  return figure === undefined ? undefined : dateOfParts([year, month, figure]);
}

const isPartOfYear = (word: string) => monthNames.test(word) || partOfYear.test(word);

/** What both ends of a span share; nothing where one of them is not known. */
export function sharedDate([from, to, ...more]: readonly (string | undefined)[]): string | undefined {
  if (from === undefined || more.length > 0) return undefined;
  if (to === undefined) return from;
  const [one, other] = [from.split('-'), to.split('-')];
  const same = one.findIndex((part, at) => part !== other[at]);
  return same === 0 ? undefined : one.slice(0, same < 0 ? undefined : same).join('-');
}

/** Year, month and day as figures. Months from 13 on are seasons: the year remains. A day that its month has not is no date. */
export function dateOfParts(parts: unknown): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  const [year, month, day] = parts.map((part: unknown) =>
    typeof part === 'number' || typeof part === 'string' ? String(part).trim() : '',
  );
  if (year === undefined || !/^\d{4}$/u.test(year)) return undefined;
  if (month === undefined || !/^(?:0?[1-9]|1[0-2])$/u.test(month)) return year;
  const whole = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined || day === '' || !/^\d{1,2}$/u.test(day)) return whole;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= last ? `${whole}-${day.padStart(2, '0')}` : undefined;
}

/** Whether words tell something of a date beside a year: a month, or a day in it, as RIS writes into `DA`. */
export const tellsNoYear = (text: string) => !/(?<!\d)\d{4}(?!\d)/u.test(text);
