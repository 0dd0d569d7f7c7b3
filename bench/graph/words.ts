import type { Random } from './random.ts';

const vocabulary = (
  'among people who entered the programme after sentence fewer returned to court within two years than in the ' +
  'comparison group while costs per place rose and waiting times fell where local teams shared records of contact ' +
  'treatment retention housing employment relapse custody supervision review testing referral'
).split(' ');

const letters = 'bcdfghjklmnpqrstvwxz';

/** A sentence of common words, all lower case, so that order by text needs no folding. */
export function sentence(random: Random, words: number): string {
  return Array.from({ length: words }, () => random.pick(vocabulary)).join(' ');
}

/** A word that stands nowhere else. All have one length, so none is the beginning of another. */
export function rareWord(index: number): string {
  let rest = index;
  let word = '';
  for (let place = 0; place < 5; place += 1) {
    word += letters[rest % letters.length];
    rest = Math.floor(rest / letters.length);
  }
  return `qx${word}`;
}
