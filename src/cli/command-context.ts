import type { OpenOptions } from '../compose.ts';
import { compose, type Opened } from './opened-store.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';

/** What every command gets: where to print, and the settings once it needs them. */
export interface CommandContext {
  print(line: string): void;
  complain(line: string): void;
  /** Whether a person reads the output on a terminal. */
  readonly terminal: boolean;
  readonly colour: boolean;
  config(): Config;
  /** What the settings are read from, for a process that is to have the same. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Runs with the store open and closes it whatever happens. */
  withStore<Value>(work: (opened: Opened) => Promise<Value>, options?: OpenOptions): Promise<Value>;
}

export function commandContext(environment: Readonly<Record<string, string | undefined>>): CommandContext {
  const config = () => readConfig(environment);
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
    terminal: process.stdout.isTTY,
    colour: process.stdout.isTTY && environment['NO_COLOR'] === undefined,
    config,
    environment,
    withStore: (work, options) => compose(config(), work, options),
  };
}
