import { DomainError, type ErrorCode } from '../domain/errors.ts';

/** What the command line answers to its caller; `evidence-graph --help` lists them. */
export const exitCodes = {
  done: 0,
  /** Something was found wrong, or could not be done: the output says what. */
  failed: 1,
  /** The command itself was not understood. */
  usage: 2,
  /** What was asked for is not there. */
  notFound: 3,
} as const;

/** Refusals that are no plain failure, by what they mean. */
const byMeaning: Partial<Readonly<Record<ErrorCode, number>>> = {
  INVALID_ARGUMENT: exitCodes.usage,
  NOT_FOUND: exitCodes.notFound,
};

/** How a command ends that an error stopped. */
export const exitCodeOf = (error: unknown): number =>
  (error instanceof DomainError ? byMeaning[error.code] : undefined) ?? exitCodes.failed;
