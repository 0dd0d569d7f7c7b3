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
