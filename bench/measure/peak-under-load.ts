import { freshWord } from '../reads/read.ts';
import type { RunningServer } from '../servers/start-server.ts';
import type { Driven, Driver } from './drive.ts';
import type { Entrant } from './measure-read.ts';
import { forgetPeak, peakBytes } from './process-figures.ts';

/** For all alike, as far as they come in so much time, on an engine: a heap grows by requests. */
const leastRequests = 6000;
const mostSeconds = { embedded: 30, neo4j: 15 } as const;
/** Of the time, for servers of which no target is made. */
const shareOfOthers = 0.1;
const connections = 16;
const atOnce = 100;

/** What each server was asked since it is weighed. */
const loads = new WeakMap<RunningServer, { requests: number; seconds: number }>();

export function beginWeighing(server: RunningServer): void {
  forgetPeak(server.pid);
  loads.set(server, { requests: 0, seconds: 0 });
}

export function noteLoad(server: RunningServer, { requests, seconds }: Driven): void {
  const load = loads.get(server);
  if (!load) return;
  load.requests += requests;
  load.seconds += seconds;
}

/** The seconds of load that are missing, at most. */
export function missingSeconds({ server, weighed }: Entrant): number {
  const { requests, seconds } = loads.get(server) ?? { requests: 0, seconds: 0 };
  if (requests >= leastRequests) return 0;
  return Math.max(0, mostSeconds[server.variant.engine] * (weighed ? 1 : shareOfOthers) - seconds);
}

/** Largest resident memory of a server since it is weighed, in bytes, once it has had its load. */
export async function peakUnderLoad(entrant: Entrant, driver: Driver): Promise<number> {
  const { server } = entrant;
  const drive = { url: server.url, bodies: entrant.bodies(), connections, amount: atOnce, freshWord };
  while (missingSeconds(entrant) > 0)
    noteLoad(server, await driver.drive({ ...drive, serverPid: server.pid, databasePid: undefined }));
  return peakBytes(server.pid);
}
