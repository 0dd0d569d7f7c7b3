import { once } from 'node:events';
import { Socket } from 'node:net';
import { ownKeys } from '../../access/own-keys.ts';
import { AnswerOperation } from '../../graphql/answer-operation.ts';
import { buildEvidenceSchema } from '../../graphql/build-evidence-schema.ts';
import type { EvidenceStore } from '../../graphql/evidence-store.ts';
import type { RequestContext } from '../../graphql/request-context.ts';
import type { OperationRequest } from '../../graphql/workers.ts';
import { frameBytes } from './frame.ts';
import { watchParent } from './watch-parent.ts';
import { answerDescriptor, readyMessage, type WorkerMessage } from './worker-message.ts';

export interface AnswerRequestsOptions {
  readonly store: EvidenceStore;
  readonly keyPepper: string | undefined;
  /** Asks registries about references; absent where that is off. */
  readonly lookup?: RequestContext['lookup'];
}

/** What runs in a worker: answers one request after the other until the server lets go of the process. */
export async function answerRequests(options: AnswerRequestsOptions): Promise<void> {
  watchParent();
  // A terminal sends its signals to all: the server decides when its workers are done.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const { store, keyPepper, lookup } = options;
  const operations = new AnswerOperation(store, buildEvidenceSchema());
  const output = new Socket({ fd: answerDescriptor, readable: false, writable: true });
  let running: { readonly id: number; readonly controller: AbortController } | undefined;
  const answer = async (id: number, request: OperationRequest) => {
    const controller = new AbortController();
    const { signal } = controller;
    running = { id, controller };
    const { principal, deadline } = request;
    const keys = ownKeys({ store, keyPepper, principal });
    const context = { store, principal, keys, deadline, signal, notes: {}, lookup };
    const answered = await operations.answer(request, context);
    running = undefined;
    // Nobody reads the answer to what was cancelled; the frame says that this worker is free.
    for (const bytes of frameBytes({ id, answer: signal.aborted ? { data: 'null' } : answered })) output.write(bytes);
  };
  process.on('message', (message: WorkerMessage) => {
    if (message.kind === 'answer') void answer(message.id, message.request);
    else if (running?.id === message.id) running.controller.abort();
  });
  process.send?.(readyMessage);
  await once(process, 'disconnect');
}
