/** Whose a job is and what it is predicted to cost, in any one unit. */
export interface Share {
  readonly client: string;
  readonly cost: number;
}

/** A job that waits. */
export interface Waiting<Job> extends Share {
  readonly job: Job;
  /** The work that had been let go when it came, and its own: what comes later goes before it only where it ends before that. */
  readonly finish: number;
}

/** The jobs of one client, by `finish`, and how far the work that was let go for it reaches. */
interface Backlog<Job> {
  readonly jobs: Waiting<Job>[];
  served: number;
}

/**
 * Jobs of many clients, in a fair order: cheap ones first, clients in turns by what their jobs cost, and none for ever behind
 * others that came later. It is self-clocked fair queueing (Golestani 1994), with the cheapest of a client first.
 *
 * A client may have half as many jobs waiting as places are left (Choudhury and Hahne 1998): alone it takes a third of all, and
 * however many take all they can, newcomers find places.
 */
export class FairQueue<Job> {
  readonly #bound: number;
  readonly #backlogs = new Map<string, Backlog<Job>>();
  #size = 0;
  /** How much work was let go so far, as fair queueing counts it. */
  #clock = 0;

  /** At most `bound` jobs wait. */
  constructor(bound: number) {
    this.#bound = bound;
  }

  get size(): number {
    return this.#size;
  }

  /** Undefined where there is no place for it. */
  add(job: Job, { client, cost }: Share): Waiting<Job> | undefined {
    const backlog = this.#backlogs.get(client) ?? { jobs: [], served: this.#clock };
    if (2 * backlog.jobs.length >= this.#bound - this.#size) return undefined;
    const waiting = { job, client, cost, finish: this.#clock + cost };
    const before = backlog.jobs.findLastIndex(({ finish }) => finish <= waiting.finish);
    backlog.jobs.splice(before + 1, 0, waiting);
    this.#backlogs.set(client, backlog);
    this.#size += 1;
    return waiting;
  }

  /** Takes a job out that nobody waits for any more. */
  remove(waiting: Waiting<Job>): void {
    const backlog = this.#backlogs.get(waiting.client);
    const index = backlog?.jobs.indexOf(waiting) ?? -1;
    if (!backlog || index < 0) return;
    backlog.jobs.splice(index, 1);
    this.#size -= 1;
    if (backlog.jobs.length === 0) this.#backlogs.delete(waiting.client);
  }

  /** Takes out the next job among those of clients that may go. */
  next(mayGo: (client: string) => boolean = () => true): Waiting<Job> | undefined {
    let [first, finish] = [undefined as Waiting<Job> | undefined, Infinity];
    for (const { jobs, served } of this.#backlogs.values()) {
      const [own] = jobs;
      const ownFinish = own ? Math.max(own.finish, served + own.cost) : Infinity;
      if (own && ownFinish < finish && mayGo(own.client)) [first, finish] = [own, ownFinish];
    }
    const backlog = first && this.#backlogs.get(first.client);
    if (!first || !backlog) return undefined;
    this.#clock = Math.max(this.#clock, finish);
    backlog.served = finish;
    this.remove(first);
    return first;
  }
}
