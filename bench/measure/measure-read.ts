import { median, percentilesOf, type Cell } from './cell.ts';
import type { Driven, Driver } from './drive.ts';
import { driveNoted } from './peak-under-load.ts';
import { driveSeconds, warmingOf, warmingSeconds, type WarmingRequest, type Warming } from './warming.ts';

export interface Entrant extends WarmingRequest {
  /** What it is asked, in turns. */
  bodies(): readonly string[];
  /** The load before its memory is weighed, at most. */
  readonly loadSeconds: number;
}

/** Who asks, and whose processor time counts beside the server's. */
export interface Driving {
  readonly driver: Driver;
  readonly databasePid: number | undefined;
}

export interface MeasureOptions extends Driving {
  readonly rounds: number;
  /** Of a window with 16 connections, for a read of weight 1; asked for once all are warm, when what is left is known. */
  seconds(): number;
  /** Whether each window is followed by one with a single connection, of which only latencies count. */
  readonly alone: boolean;
}

interface Window {
  readonly seconds: number;
  readonly alone: boolean;
}

/** Connections; fewer, but not fewer than these, where their answers would take longer than a window. */
const [many, few] = [16, 4];
/** The share of a window that is measured with one connection, where it is. */
const oneShare = 0.4;
/** A window begins with new connections, which have to count for little. */
const leastSeconds = 0.25;
/** What a drive takes besides its requests. */
const secondsAround = 0.03;

/** The seconds that measuring takes at most: for each second of a window, and whatever the window. */
export function secondsOf(entrant: Entrant, { rounds, alone }: Pick<MeasureOptions, 'rounds' | 'alone'>) {
  const { share, read } = entrant;
  return {
    ofWindow: share * read.weight * (alone ? 1 + oneShare : 1) * rounds,
    fixed: (rounds + 2) * (alone ? 2 : 1) * secondsAround + warmingSeconds(entrant),
  };
}

/** Measures reads on all servers that take part, in turns, so that what disturbs the machine disturbs all alike. */
export async function measureReads(entrants: readonly Entrant[], options: MeasureOptions): Promise<Cell[]> {
  const runs = entrants.map((entrant) => new Run(entrant, options));
  await warmInTurns(runs, () => true);
  if (options.alone) for (const run of runs) await run.begin();
  const window = { seconds: options.seconds(), alone: options.alone };
  for (let round = 0; round < options.rounds; round += 1) for (const run of runs) await run.round(window);
  return runs.map((run) => run.cell());
}

/** Warms servers for reads for as long as there is time, or until all are warm; measuring goes on from there. */
export async function warmReads(entrants: readonly Entrant[], driving: Driving, goesOn: () => boolean): Promise<void> {
  const runs = entrants.map((entrant) => new Run(entrant, driving));
  await warmInTurns(runs, goesOn);
}

/** Warms all servers a little at a time: a database gets warm by each of them, and none rests for long. */
async function warmInTurns(runs: readonly Run[], goesOn: () => boolean): Promise<void> {
  for (let cold = runs; cold.length > 0 && goesOn(); cold = cold.filter((run) => !run.isWarm))
    for (const run of cold) if (goesOn()) await run.warm();
}

class Run {
  readonly #entrant: Entrant;
  readonly #driving: Driving;
  readonly #bodies: readonly string[];
  readonly #windows: Driven[] = [];
  readonly #alone: number[] = [];
  readonly #warming: Warming;
  #perSecond = { one: 0, many: 0 };

  constructor(entrant: Entrant, driving: Driving) {
    this.#entrant = entrant;
    this.#bodies = entrant.bodies();
    this.#driving = driving;
    this.#warming = warmingOf(entrant);
  }

  get isWarm(): boolean {
    return this.#warming.isDone;
  }

  /** One drive, which also tells how many requests fill a window. */
  async warm(): Promise<void> {
    const driven = await this.#fill(driveSeconds);
    this.#perSecond.many = driven.requests / driven.seconds;
    this.#warming.note(driven);
  }

  /** When all are warm: how many requests of one connection fill a window. */
  async begin(): Promise<void> {
    const { requests, seconds } = await this.#drive(1, Math.max(2, Math.ceil(this.#perSecond.many * 0.05)));
    this.#perSecond.one = requests / seconds;
  }

  async round({ seconds: windowSeconds, alone: isAsked }: Window): Promise<void> {
    const { read, share } = this.#entrant;
    const seconds = Math.max(windowSeconds * read.weight, leastSeconds) * share;
    this.#windows.push(await this.#fill(seconds));
    if (!isAsked) return;
    const alone = await this.#drive(1, Math.max(2, Math.round(this.#perSecond.one * seconds * oneShare)));
    this.#alone.push(...alone.latencies);
  }

  /** As many requests as take so long. */
  #fill(seconds: number): Promise<Driven> {
    const amount = Math.max(few, Math.round(this.#perSecond.many * seconds));
    return this.#drive(Math.min(many, amount), amount);
  }

  #drive(connections: number, amount: number): Promise<Driven> {
    return driveNoted(this.#entrant.server, this.#driving, { bodies: this.#bodies, connections, amount });
  }

  cell(): Cell {
    const { server, read } = this.#entrant;
    const requests = this.#windows.reduce((sum, window) => sum + window.requests, 0);
    const rounds = {
      server: this.#windows.map((window) => window.serverCpu / window.requests),
      database: this.#windows.map((window) => window.databaseCpu / window.requests),
    };
    return {
      variant: server.variant.name,
      read: read.name,
      // The median: what disturbs one or two of the rounds does not count.
      serverCpu: median(rounds.server),
      databaseCpu: median(rounds.database),
      rounds,
      requests,
      requestsPerSecond: median(this.#windows.map((window) => window.requests / window.seconds)),
      connections: Math.min(many, ...this.#windows.map((window) => window.requests)),
      latency: {
        ...(this.#alone.length > 0 && { one: percentilesOf(this.#alone) }),
        many: percentilesOf(this.#windows.flatMap(({ latencies }) => latencies)),
      },
    };
  }
}
