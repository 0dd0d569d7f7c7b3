import type { RunningServer } from '../servers/start-server.ts';
import type { Tally } from './tally-hook.ts';

/** The option of node that makes a server count. */
export const tallyOption = `--import=${new URL('tally-hook.js', import.meta.url).href}`;

/** What the server sent to its store since the last time it was asked. */
export function tallyOf({ process: server, variant }: RunningServer): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${variant.name} does not count.`)), 5000);
    server.once('message', (answer: { readonly tally: Tally }) => {
      clearTimeout(timer);
      resolve(answer.tally);
    });
    server.send('tally');
  });
}
