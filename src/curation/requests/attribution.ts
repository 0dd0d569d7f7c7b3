/** Who does something, in which role, when, and why. */
export interface Attribution {
  readonly by: string;
  readonly role: string;
  /** ISO 8601, UTC, with milliseconds; made before the transaction, so that it can be run again. */
  readonly at: string;
  readonly why: string | null;
}
