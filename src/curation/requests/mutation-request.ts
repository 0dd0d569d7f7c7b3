import type { Principal } from '../../access/principal.ts';

/** What comes with every verb. */
export interface MutationRequest {
  readonly principal: Principal;
  /** Repeated with the same request it has one effect; with another it is refused. */
  readonly idempotencyKey: string;
}
