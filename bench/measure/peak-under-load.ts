import { freshWord } from '../reads/read.ts';
import type { RunningServer } from '../servers/start-server.ts';
import type { Drive, Driven } from './drive.ts';
import type { Driving, Entrant } from './measure-read.ts';
import { forgetPeak, peakBytes } from './process-figures.ts';

/** For all alike, as far as they come in their time: a heap grows by requests. */
const leastRequests = 6000;
const connections = 16;
const atOnce = 100;

/** What each server was asked since it is weighed. */
const loads = new WeakMap<RunningServer, { requests: number; seconds: number }>();

export function beginWeighing(server: RunningServer): void {
  forgetPeak(server.pid);
  loads.set(server, { requests: 0, seconds: 0 });
}

/** Every request that a server is asked goes through here, and has to be answered. */
export async function driveNoted(
  server: RunningServer,
  { driver, databasePid }: Driving,
  entrantRequest: Pick<Drive, 'bodies' | 'connections' | 'amount'>,
): Promise<Driven> {
  const driven = await driver.drive({
    ...entrantRequest,
    url: server.url,
    serverPid: server.pid,
    databasePid,
    freshWord,
  });
  if (driven.failed > 0) throw new Error(`${server.variant.name} failed ${driven.failed} requests.`);
  const load = loads.get(server);
  if (load) {
    load.requests += driven.requests;
    load.seconds += driven.seconds;
  }
  return driven;
}

/** The seconds of load that are missing, at most. */
export function missingSeconds({ server, loadSeconds }: Entrant): number {
  const { requests, seconds } = loads.get(server) ?? { requests: 0, seconds: 0 };
  return requests >= leastRequests ? 0 : Math.max(0, loadSeconds - seconds);
}

/** Largest resident memory of a server since it is weighed, in bytes, once it has had its load. */
export async function peakUnderLoad(entrant: Entrant, driving: Driving): Promise<number> {
  const { server } = entrant;
  const entrantRequest = { bodies: entrant.bodies(), connections, amount: atOnce };
  while (missingSeconds(entrant) > 0) await driveNoted(server, driving, entrantRequest);
  return peakBytes(server.pid);
}
