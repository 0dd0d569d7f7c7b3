import { ownKeys } from '../../src/access/own-keys.ts';
import { AnswerOperation } from '../../src/graphql/answer-operation.ts';
import type { OperationAnswer, Workers } from '../../src/graphql/workers.ts';
import { frameBytes } from '../../src/http/workers/frame.ts';
import { FrameReader } from '../../src/http/workers/frame-reader.ts';
import type { Store } from '../../src/store/store.ts';
import { schema } from '../support/serving.ts';

/** Takes every query, and answers over this very store as a worker would: what goes in and out is written and read. */
export function localWorkers(store: Store): Workers {
  const operations = new AnswerOperation(store, schema);
  return {
    takes: () => true,
    answer: async (request, signal) => {
      const { principal, deadline } = request;
      const keys = ownKeys({ store, keyPepper: undefined, principal });
      const context = { store, principal, keys, deadline, signal, notes: {} };
      return asRead(await operations.answer(structuredClone(request), context));
    },
  };
}

function asRead(answer: OperationAnswer): OperationAnswer {
  const [frame] = new FrameReader().read(Buffer.concat(frameBytes({ id: 1, answer })));
  if (!frame) throw new Error('A frame is read from what was written of it.');
  return frame.answer;
}
