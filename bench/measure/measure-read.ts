import { freshWord, type Read } from '../reads/read.ts';
import type { RunningServer } from '../servers/start-server.ts';
import { median, percentilesOf, type Cell } from './cell.ts';
import type { Driven, Driver } from './drive.ts';
import { forgetPeak, peakBytes } from './process-figures.ts';

export interface Entrant {
  readonly read: Read;
  readonly server: RunningServer;
  /** What it is asked, in turns. */
  bodies(): readonly string[];
  /** Of a window and of warming; 1 for what targets are made from. */
  readonly share: number;
}

export interface MeasureOptions {
  readonly driver: Driver;
  readonly rounds: number;
  /** Of a window with 16 connections, for a read of weight 1. */
  readonly seconds: number;
  readonly databasePid: number | undefined;
  /** Whether memory is to be looked at. */
  readonly memory: boolean;
}

/** Connections; fewer, but not fewer than these, where their answers would take longer than a window. */
const [many, few] = [16, 4];
/** The share of a window that is measured with one connection. */
const oneShare = 0.4;
/**
 * A server is warm once its requests have stopped getting cheaper: none of the last few drives was clearly cheaper than
 * the cheapest before. What is disturbed for a moment looks warm too, so it takes some thousand requests at least where
 * code runs for the first time, as compilers of Node and of the JVM do. It is waited for so many windows at most.
 */
const [drivesAlike, clearlyCheaper] = [4, 0.95];
const leastWarmRequests = { first: 5000, later: 100 } as const;
const mostWarmWindows = { first: 30, later: 3 } as const;
const mostWarmSeconds = 10;
/** Under load before the peak of memory is read. */
const loadSeconds = 3;
/** What each server was warmed for. */
const warmedFor = new WeakMap<RunningServer, ReadonlySet<Read>>();

/** Whether a read takes code that the server was not warmed for. */
const isNew = ({ read, server }: Entrant) => read.ownCode === true && warmedFor.get(server)?.has(read) !== true;

/** The seconds that measuring takes for each second of a window, at most. */
export const windowsOf = (entrant: Entrant, rounds: number) =>
  entrant.share * (entrant.read.weight * (1 + oneShare) * rounds + mostWarmWindows[isNew(entrant) ? 'first' : 'later']);

/** Measures reads on all servers that take part, in turns, so that what disturbs the machine disturbs all alike. */
export async function measureReads(entrants: readonly Entrant[], options: MeasureOptions): Promise<Cell[]> {
  const runs = entrants.map((entrant) => new Run(entrant, options));
  await inTurns(runs);
  for (let round = 0; round < options.rounds; round += 1) for (const run of runs) await run.round();
  if (options.memory) for (const run of runs) await run.load();
  return runs.map((run) => run.cell());
}

/** Warms all servers a little at a time: a database gets warm by each of them, and none rests for long. */
async function inTurns(runs: readonly Run[]): Promise<void> {
  for (let cold = runs; cold.length > 0; cold = cold.filter((run) => !run.isWarm))
    for (const run of cold) await run.warm();
  for (const run of runs) await run.begin();
}

class Run {
  readonly #entrant: Entrant;
  readonly #options: MeasureOptions;
  readonly #bodies: readonly string[];
  readonly #windows: Driven[] = [];
  readonly #alone: number[] = [];
  readonly #mostWarm: number;
  readonly #leastWarm: number;
  #perSecond = { one: 0, many: 0 };
  #warming = { seconds: 0, requests: 0, cheapest: Infinity, alike: 0 };

  constructor(entrant: Entrant, options: MeasureOptions) {
    this.#entrant = entrant;
    this.#bodies = entrant.bodies();
    this.#options = options;
    const time = isNew(entrant) || !warmedFor.has(entrant.server) ? 'first' : 'later';
    this.#leastWarm = leastWarmRequests[time];
    this.#mostWarm = Math.min(mostWarmSeconds, mostWarmWindows[time] * options.seconds) * entrant.share;
    const { read, server } = entrant;
    warmedFor.set(server, new Set([...(warmedFor.get(server) ?? []), read]));
  }

  get isWarm(): boolean {
    const { seconds, requests, alike } = this.#warming;
    return seconds >= this.#mostWarm || (requests >= this.#leastWarm && alike >= drivesAlike);
  }

  /** One drive, which also tells how many requests fill a window. */
  async warm(): Promise<void> {
    const { requests, seconds, serverCpu, databaseCpu } = await this.#fill(this.#options.seconds * 0.5);
    this.#perSecond.many = requests / seconds;
    const cost = (serverCpu + databaseCpu) / requests;
    const { cheapest, alike } = this.#warming;
    this.#warming = {
      seconds: this.#warming.seconds + seconds,
      requests: this.#warming.requests + requests,
      cheapest: Math.min(cheapest, cost),
      alike: cost < cheapest * clearlyCheaper ? 0 : alike + 1,
    };
  }

  /** When all are warm. */
  async begin(): Promise<void> {
    const { requests, seconds } = await this.#drive(1, Math.max(2, Math.ceil(this.#perSecond.many * 0.05)));
    this.#perSecond.one = requests / seconds;
    if (this.#options.memory) forgetPeak(this.#entrant.server.pid);
  }

  async round(): Promise<void> {
    const seconds = this.#options.seconds * this.#entrant.read.weight * this.#entrant.share;
    this.#windows.push(await this.#fill(seconds));
    const alone = await this.#drive(1, Math.max(2, Math.round(this.#perSecond.one * seconds * oneShare)));
    this.#alone.push(...alone.latencies);
  }

  /** For its peak of memory: a heap grows by work, and rounds may be short. */
  async load(): Promise<void> {
    await this.#fill(loadSeconds * this.#entrant.share);
  }

  /** As many requests as take so long. */
  #fill(seconds: number): Promise<Driven> {
    const amount = Math.max(few, Math.round(this.#perSecond.many * seconds));
    return this.#drive(Math.min(many, amount), amount);
  }

  async #drive(connections: number, amount: number): Promise<Driven> {
    const { driver, databasePid } = this.#options;
    const { server } = this.#entrant;
    const { url, pid: serverPid } = server;
    const asked = { url, bodies: this.#bodies, connections, amount, freshWord };
    const driven = await driver.drive({ ...asked, serverPid, databasePid });
    if (driven.failed > 0) throw new Error(`${server.variant.name} failed ${driven.failed} requests.`);
    return driven;
  }

  cell(): Cell {
    const { server, read } = this.#entrant;
    const requests = this.#windows.reduce((sum, window) => sum + window.requests, 0);
    // The median of the rounds: what disturbs one or two of them does not count.
    const cpu = (of: 'serverCpu' | 'databaseCpu') =>
      median(this.#windows.map((window) => window[of] / window.requests));
    return {
      variant: server.variant.name,
      read: read.name,
      serverCpu: cpu('serverCpu'),
      databaseCpu: cpu('databaseCpu'),
      rounds: this.#windows.map((window) => window.serverCpu / window.requests),
      requests,
      requestsPerSecond: median(this.#windows.map((window) => window.requests / window.seconds)),
      connections: Math.min(many, ...this.#windows.map((window) => window.requests)),
      latency: {
        one: percentilesOf(this.#alone),
        many: percentilesOf(this.#windows.flatMap(({ latencies }) => latencies)),
      },
      ...(this.#options.memory && { peakBytes: peakBytes(server.pid) }),
    };
  }
}
