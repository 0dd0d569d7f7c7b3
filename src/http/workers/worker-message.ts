import type { OperationRequest } from '../../graphql/workers.ts';

/** What the server tells a worker. */
export type WorkerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly request: OperationRequest }
  /** Nobody waits for the answer any more; the worker says that it is free with a frame all the same. */
  | { readonly kind: 'cancel'; readonly id: number };

/** What a worker tells the server over IPC, once it can answer. */
export const readyMessage = 'ready';

/** The file descriptor over which a worker writes its answers. */
export const answerDescriptor = 3;
