import { decodeHTML } from 'entities';
import { webAddressOf } from '../../../domain/identifiers/web-address.ts';
import { readIdentifiers } from './read-identifier.ts';

export interface ReadAddress {
  readonly address: string | undefined;
  /** What was odd about the field, or undefined. */
  readonly odd: string | undefined;
}

/** The first sound address of a field: line ends inside it go, of several the first stays, a resolver's must lead to a DOI. */
export function readAddress(field: string): ReadAddress {
  const text = decodeHTML(field)
    .replace(/\\([_&%#{}])/gu, '$1')
    .replace(/\s*[\r\n]+\s*/gu, (end, at: number, whole: string) =>
      /^(?:https?:|www\.)/iu.test(whole.slice(at + end.length)) ? ' ' : '',
    );
  const candidates = text
    .split(/\s+(?=\S)|;\s*(?=https?:)|(?<=\S),(?=https?:\/\/)/u)
    .filter((each) => each.trim() !== '');
  if (candidates.length === 0) return { address: undefined, odd: undefined };
  const sound = candidates.map(soundAddress);
  const address = sound.find((each) => each !== undefined);
  if (address === undefined) return { address, odd: `holds no sound web address: ${excerpt(text)}` };
  if (candidates.length === 1) return { address, odd: undefined };
  return { address, odd: 'holds more than one address: the first sound one is kept' };
}

function soundAddress(text: string): string | undefined {
  const candidate = /^www\./iu.test(text) ? `http://${text}` : text;
  try {
    const address = webAddressOf(candidate.trim());
    return leadsToNoDoi(address) ? undefined : address;
  } catch {
    return undefined;
  }
}

/** `https://doi.org/10.1000/x%20y` is an address, but no DOI has a blank in it. */
function leadsToNoDoi(address: string): boolean {
  if (!/^https?:\/\/(?:dx\.|www\.)?doi\.org\//iu.test(address)) return false;
  return readIdentifiers(address, { identifier: 'DOI', how: 'WITHIN' }).length === 0;
}

/** Cut short, and without what may be a password. */
function excerpt(text: string): string {
  const safe = text.trim().replace(/\/\/[^/?#@\s]*@/gu, '//…@');
  return JSON.stringify(safe.length > 60 ? `${safe.slice(0, 60)}…` : safe);
}
