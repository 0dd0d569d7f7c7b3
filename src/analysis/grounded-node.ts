import type { NodeRow } from '../store/read-plan.ts';
import type { BasisRole } from './basis.ts';
import type { Indication } from './indication.ts';

/** A recommendation or conclusion with what it rests on, before any flag is raised. */
export interface GroundedNode {
  readonly node: NodeRow;
  /** The claims of its basis, most weight first, each with its indication. */
  readonly claims: readonly GroundedClaim[];
  /** The primary claim that least stands under, and the one that most does; null where there is none. */
  readonly weakest: GroundedClaim | null;
  readonly strongest: GroundedClaim | null;
  /** The claims that most flags look at: see "deciding claims" in docs/method.md. */
  readonly deciding: readonly GroundedClaim[];
  /** Accepted evidence links of its basis that argue: stated by a document, or curated. */
  readonly statedLinks: number;
  readonly curatedLinks: number;
}

export interface GroundedClaim {
  readonly role: BasisRole;
  readonly indication: Indication;
}
