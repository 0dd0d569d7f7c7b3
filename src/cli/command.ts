import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';

/** One command, made for a context; `exit` sets the exit code where it is not 0. */
export type CommandMaker = (context: CommandContext, exit: (code: number) => void) => Command;
