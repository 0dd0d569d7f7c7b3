import type { OperationRequest } from '../../src/graphql/workers.ts';

/** A request for the claim with the id; some ids have a meaning for `slow-worker.ts`. */
export const askingFor = (id: string): OperationRequest => ({
  deadline: Date.now() + 60_000,
  query: 'query ($id: ID!) { claim(id: $id) { id } }',
  variables: { id },
  principal: { role: 'ANONYMOUS' },
});

/** What is answered where there is no such claim. */
export const nothingFound = { data: '{"claim":null}', graphVersion: 0 };
