import { DomainError } from '../domain/errors.ts';

export interface StoredSchema {
  /** The setting that names the store. */
  readonly setting: 'DATA_DIR' | 'NEO4J_URI';
  /** Which store it is, without anything that may be a secret. */
  readonly what: string;
  /** What is to be named in its place, and hold nothing yet. */
  readonly instead: string;
  /** The version that it was written with. */
  readonly stored: number;
  /** The version that this build reads and writes. */
  readonly known: number;
}

/** A store of another schema is left as it is: this build can neither read nor convert it. */
export function assertSchema({ setting, what, instead, stored, known }: StoredSchema): void {
  if (stored === known) return;
  if (stored > known)
    throw new DomainError(
      'SCHEMA_TOO_NEW',
      `${setting}: ${what} has schema ${stored}, this release knows ${known}: use a newer release or another ${setting}.`,
    );
  throw new DomainError(
    'SCHEMA_TOO_OLD',
    `${setting}: ${what} has schema ${stored}, which an older build wrote; this release knows ${known} and has changed nothing in it. Load the graph anew: let ${setting} name ${instead}.`,
  );
}
