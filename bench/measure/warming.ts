import type { Read } from '../reads/read.ts';
import type { RunningServer } from '../servers/start-server.ts';
import type { Driven } from './drive.ts';

/*
 * A server is warm for a read once requests have stopped getting cheaper: none of the last few drives was clearly cheaper
 * than the cheapest before. What is disturbed for a moment looks warm too, so where code runs for the first time it takes
 * some thousand requests, as compilers of Node and of the JVM do, and some time; but not more seconds than it is given. A
 * server that is warm already has a short look, as it rested meanwhile.
 */
const [drivesAlike, clearlyCheaper] = [4, 0.95];
const bounds = {
  first: { leastRequests: 5000, leastSeconds: 2, drivesAlike },
  later: { leastRequests: 500, leastSeconds: 0, mostSeconds: 1, drivesAlike: 1 },
} as const;
/** Of one drive. */
export const driveSeconds = 0.4;

type Bounds = (typeof bounds)[keyof typeof bounds] & { readonly mostSeconds: number };

/** A server with a read that it is asked. */
export interface WarmingRequest {
  readonly read: Read;
  readonly server: RunningServer;
  /** Of a window and of warming; 1 for what targets are made from, and what is less is left out first. */
  readonly share: number;
  /** What warming takes at most where the code of the read runs for the first time. */
  readonly warmSeconds: number;
}

/** How far a server is warmed for a read. */
export class Warming {
  readonly #bounds: Bounds;
  readonly share: number;
  #seconds = 0;
  #requests = 0;
  #cheapest = Infinity;
  #alike = 0;

  constructor(within: Bounds, share: number) {
    this.#bounds = within;
    this.share = share;
  }

  get isDone(): boolean {
    const { leastRequests, leastSeconds, mostSeconds, drivesAlike: alike } = this.#bounds;
    if (this.#seconds >= mostSeconds * this.share) return true;
    return this.#requests >= leastRequests && this.#seconds >= leastSeconds && this.#alike >= alike;
  }

  note({ requests, seconds, serverCpu, databaseCpu }: Driven): void {
    const cost = (serverCpu + databaseCpu) / requests;
    this.#seconds += seconds;
    this.#requests += requests;
    this.#alike = cost < this.#cheapest * clearlyCheaper ? 0 : this.#alike + 1;
    this.#cheapest = Math.min(this.#cheapest, cost);
  }
}

/** What was begun for each server, by the code that a read takes. */
const begun = new WeakMap<RunningServer, Map<string, readonly Warming[]>>();
const shared = 'what all reads share';

/** A read takes long where no other one warmed its code for as much of its time. */
function boundsOf({ read, server, share, warmSeconds }: WarmingRequest): Bounds {
  const known = begun.get(server);
  const others = read.code === undefined ? [...(known?.values() ?? [])].flat() : known?.get(read.code);
  const isWarm = others?.some((warming) => warming.isDone && warming.share >= share) === true;
  return isWarm ? bounds.later : { ...bounds.first, mostSeconds: warmSeconds };
}

/** The seconds that warming takes at most. */
export const warmingSeconds = (request: WarmingRequest) => boundsOf(request).mostSeconds * request.share;

/** Goes on with what was begun and is not done. */
export function warmingOf(request: WarmingRequest): Warming {
  const { server, share, read } = request;
  const known = begun.get(server) ?? new Map<string, readonly Warming[]>();
  const code = read.code ?? shared;
  const ofCode = known.get(code) ?? [];
  const unfinished = ofCode.find((warming) => !warming.isDone && warming.share >= share);
  if (unfinished) return unfinished;
  const warming = new Warming(boundsOf(request), share);
  begun.set(server, known.set(code, [...ofCode, warming]));
  return warming;
}
