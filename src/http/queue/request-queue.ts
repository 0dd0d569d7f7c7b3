import { ReadQueue } from '../graphql-endpoint/read-queue.ts';
import { PlaceQueue } from './place-queue.ts';
import type { LineState } from './waiting-line.ts';

export interface RequestQueueOptions {
  /** Most requests that wait in each of the lines. */
  readonly length: number;
  /** Processes that answer long queries; none: this one answers all. */
  readonly workers: number;
  /** Is told where requests are refused. */
  readonly log?: { warn(fields: object, message: string): void };
}

/** How it stands in each line, for whoever watches the server. */
export interface RequestQueueState {
  /** Texts that were not seen before, and what is left to Apollo Server: one in a turn of the event loop. */
  readonly reading: LineState;
  /** What this process answers. */
  readonly answering: LineState;
  /** What is handed to worker processes. */
  readonly workers: LineState;
}

/** How often it is told that requests are refused, in milliseconds: a line for each would be as many as they are. */
const tellInterval = 10_000;
/** Most requests that this process answers at a time, where a database is waited for: fewer than it takes connections. */
const mostAnswering = 64;
/** How long requests are answered one after another before newcomers are looked at, in milliseconds. */
const answeringSlice = 10;

/** The lines in which requests for GraphQL wait: to be read where that takes long, and then to be answered. */
export class RequestQueue {
  readonly reading: ReadQueue;
  readonly answering: PlaceQueue;
  readonly workers: PlaceQueue;

  constructor({ length: bound, workers, log }: RequestQueueOptions) {
    let toldAt = -Infinity;
    const onRefused = () => {
      if (performance.now() - toldAt < tellInterval) return;
      toldAt = performance.now();
      log?.warn(this.state(), 'Requests are refused, as too many wait for their turn.');
    };
    this.reading = new ReadQueue({ bound, onRefused });
    this.answering = new PlaceQueue({ places: mostAnswering, bound, slice: answeringSlice, onRefused });
    this.workers = new PlaceQueue({ places: Math.max(1, workers), bound, onRefused });
  }

  state(): RequestQueueState {
    const { reading, answering, workers } = this;
    return { reading: reading.state, answering: answering.state, workers: workers.state };
  }
}
