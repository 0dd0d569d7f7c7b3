import { Command, Option } from 'commander';
import type { Chain } from '../analysis/chain.ts';
import { evidencePath, evidencePathPlan, type EvidencePath } from '../analysis/evidence-path.ts';
import { askChains } from '../analysis/questions.ts';
import { truncation, type PathEndName } from '../analysis/vocabulary.ts';
import { nodeIdOf } from '../domain/ids.ts';
import { AliasStore } from '../store/aliases/alias-store.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { counted } from '../support/counted.ts';
import { exitCodes } from './exit-codes.ts';
import { inOptions } from './option-names.ts';
import { painter } from './painter.ts';
import { wholeNumber } from './whole-number.ts';

const deepest = 12;

interface Options {
  readonly json?: boolean;
  readonly paths?: boolean;
  readonly backward?: boolean;
  readonly maxDepth?: number;
  readonly maxPaths?: number;
  readonly stance?: string[];
}

export const chainCommand: CommandMaker = (context, exit) =>
  new Command('chain')
    .description('Shows what an entry rests on, down to the passages, as a tree or as paths.')
    .argument('<id>', 'for example recommendation:ukdpc-2008-2.7')
    .option('--paths', 'list every path, shortest first, with where it ends')
    .option('--backward', 'list the paths to what rests on the entry')
    .option('--max-depth <steps>', 'most steps of a path, 1 to 20', wholeNumber)
    .option('--max-paths <count>', 'most paths, 1 to 1000', wholeNumber)
    .addOption(
      new Option('--stance <stance...>', 'only evidence links of these stances').choices([
        'SUPPORTS',
        'DISPUTES',
        'MIXED',
        'INCONCLUSIVE',
        'CONTEXT',
      ]),
    )
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph chain recommendation:ukdpc-2008-2.7\n  evidence-graph chain source:ukdpc-2008-several-studies --backward',
    )
    .action((input: string, options: Options) =>
      context.withStore(async (store) => {
        const id = nodeIdOf(store.model, input, 'id');
        const asPaths = ['paths', 'backward', 'maxDepth', 'maxPaths', 'stance'].some((name) => name in options);
        const show = asPaths ? showPaths : showTree;
        if (await show(context, new AliasStore(store), id, options)) return;
        context.complain(`Nothing has the id "${id}".`);
        exit(exitCodes.notFound);
      }),
    );

async function showTree(context: CommandContext, store: AliasStore, id: string, { json }: Options): Promise<boolean> {
  const reached = await store.reach(evidencePathPlan(id, deepest));
  const path = evidencePath(reached, store.standingFor(id));
  if (!path) return false;
  if (json) context.print(JSON.stringify(path, null, 2));
  else for (const line of linesOf(path, context.colour)) context.print(line);
  if (reached.truncated) context.complain('There is more: the tree stops at 5,000 entries or 12 steps.');
  return true;
}

async function showPaths(context: CommandContext, store: AliasStore, id: string, options: Options): Promise<boolean> {
  const [found] = await askChains({ store }, [id], {
    direction: options.backward === true ? 'BACKWARD' : 'FORWARD',
    maxDepth: options.maxDepth ?? 20,
    maxPaths: options.maxPaths ?? 100,
    stances: options.stance ?? [],
    statuses: ['ACCEPTED'],
  });
  if (!found) return false;
  if (options.json) context.print(JSON.stringify(found, null, 2));
  else for (const line of pathLines(found, context.colour)) context.print(line);
  for (const why of found.truncated)
    context.complain(inOptions(truncation.values[why], ['--max-depth', '--max-paths']));
  return true;
}

const endWords: Readonly<Record<PathEndName, string>> = {
  PASSAGE: 'at a passage',
  SOURCE: 'at a source, no passage named',
  UNIDENTIFIED_SOURCE: 'at a source known only as cited',
  NOTHING: 'before any source',
  RECOMMENDATION: 'at a recommendation',
};

function pathLines({ paths }: Chain, colour: boolean): string[] {
  const paint = painter(colour);
  return paths.flatMap(({ nodes, endsAt }, index) => [
    `${index + 1}. ${counted(nodes.length - 1, 'step')}, ends ${endWords[endsAt]}`,
    ...nodes.map((node) => `   ${paint.kind(node.__typename)} ${String(node['label'])} ${paint.quiet(node.id)}`),
  ]);
}

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
