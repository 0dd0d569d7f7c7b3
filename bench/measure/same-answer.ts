import { isDeepStrictEqual } from 'node:util';
import { plainAnswer, unordered } from '../reads/plain-answer.ts';
import type { RunningServer } from '../servers/start-server.ts';
import { askOnce } from './ask-once.ts';
import type { Sample } from './samples.ts';

/** How a server's answers differ from those that the data itself gives, or `undefined`: what is timed must be right. */
export async function wrongAnswer(
  server: RunningServer,
  read: string,
  samples: readonly Sample[],
): Promise<string | undefined> {
  for (const { body, expected: expectedOf } of samples) {
    const expected = expectedOf();
    const given = await askOnce(server, body).catch((error: unknown) => error as Error);
    if (given instanceof Error) return given.message;
    const answer = oneOrAll(plainAnswer(given), expected);
    const [wanted, found] =
      server.variant.unordered === true ? [unordered(expected), unordered(answer)] : [expected, answer];
    if (isDeepStrictEqual(wanted, found)) continue;
    return `${server.variant.name} answers "${read}" otherwise than the data.\nwanted ${shown(wanted)}\nfound  ${shown(found)}`;
  }
  return undefined;
}

/** A server whose look-up is a list answers with a list of one. */
function oneOrAll(answer: unknown, expected: unknown): unknown {
  return Array.isArray(answer) && !Array.isArray(expected) && answer.length === 1 ? answer[0] : answer;
}

const shown = (value: unknown) => JSON.stringify(value).slice(0, 400);
