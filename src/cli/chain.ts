import { Command } from 'commander';
import { evidencePath, evidencePathPlan, type EvidencePath } from '../analysis/evidence-path.ts';
import { nodeIdOf } from '../domain/ids.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { painter } from './painter.ts';

const deepest = 12;

export const chainCommand: CommandMaker = (context, exit) =>
  new Command('chain')
    .description('Shows what an entry rests on, down to the passages, as a tree.')
    .argument('<id>', 'for example recommendation:ukdpc-2008-2.7')
    .option('--json', 'print the tree as JSON')
    .addHelpText('after', '\nExample:\n  evidence-graph chain recommendation:ukdpc-2008-2.7')
    .action((given: string, { json }: { json?: boolean }) =>
      context.withStore(async (store) => {
        const id = nodeIdOf(store.model, given, 'id');
        const reached = await store.reach(evidencePathPlan(id, deepest));
        const path = evidencePath(reached, id);
        if (!path) {
          context.complain(`Nothing has the id "${id}".`);
          exit(exitCodes.notFound);
          return;
        }
        if (json) context.print(JSON.stringify(path, null, 2));
        else for (const line of linesOf(path, context.colour)) context.print(line);
        if (reached.truncated) context.complain('There is more: the tree stops at 5,000 entries or 12 steps.');
      }),
    );

/** The tree with a line for each entry: how it is reached, what it is, its label. */
export function linesOf(path: EvidencePath, colour: boolean, indent = ''): string[] {
  const paint = painter(colour);
  const words = [
    path.by && paint.quiet(path.by.toLowerCase().replaceAll('_', ' ')),
    edgeWords(path.edge) && paint.quiet(`(${edgeWords(path.edge)})`),
  ];
  const label = `${paint.kind(path.node.__typename)} ${String(path.node['label'])} ${paint.quiet(path.node.id)}${path.shownAbove ? paint.quiet(' (shown above)') : ''}`;
  const line = indent + [...words.filter((part) => part !== null && part !== ''), label].join(' ');
  return [line, ...path.below.flatMap((child) => linesOf(child, colour, `${indent}  `))];
}

const edgeWords = (edge: Readonly<Record<string, unknown>>) =>
  Object.values(edge)
    .filter((value) => value !== null)
    .join(', ')
    .toLowerCase();
