import { Command, Option } from 'commander';
import type { Grounding } from '../analysis/grounding.ts';
import type { QueryContext } from '../analysis/fetch/walk.ts';
import { askGroundings } from '../analysis/questions.ts';
import { scanGroundings, type GroundingsQuestion } from '../analysis/scan-recommendations.ts';
import { groundingFlag, type GroundingFlagName } from '../analysis/vocabulary.ts';
import { nodeIdOf } from '../domain/ids.ts';
import { AliasStore } from '../store/aliases/alias-store.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import type { Opened } from './opened-store.ts';
import { textTable } from './text-table.ts';

interface Options {
  readonly flag?: GroundingFlagName[];
  readonly jurisdiction?: string;
  readonly json?: boolean;
}

export const groundCommand: CommandMaker = (context, exit) =>
  new Command('ground')
    .description('Shows what recommendations or conclusions rest on, and what is to be known about it.')
    .argument('[ids...]', 'for example recommendation:ukdpc-2008-3.2; left out: all recommendations')
    .addOption(
      new Option('--flag <flag...>', 'only with at least one of these flags').choices(
        Object.keys(groundingFlag.values),
      ),
    )
    .option('--jurisdiction <id>', 'computed for this place')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph ground --flag BASIS_NOT_EVALUATED\n  evidence-graph ground recommendation:ukdpc-2008-2.7 --jurisdiction jurisdiction:gb-sct',
    )
    .action((ids: string[], options: Options) =>
      context.withStore(async (store) => {
        const found = await groundingsOf(store, ids, options);
        if (options.json) context.print(JSON.stringify(found.map(asJson), null, 2));
        else for (const line of linesOf(found, ids.length > 0)) context.print(line);
        const missing = ids.filter((id) => !found.some(({ node }) => node.id === id) && options.flag === undefined);
        for (const id of missing) context.complain(`Nothing has the id "${id}".`);
        if (missing.length > 0) exit(exitCodes.notFound);
      }),
    );

async function groundingsOf(
  store: Opened,
  ids: readonly string[],
  { flag = [], jurisdiction }: Options,
): Promise<Grounding[]> {
  for (const id of ids) nodeIdOf(store.model, id, 'id');
  const wanted = (each: Grounding) => flag.length === 0 || each.flags.some((raised) => flag.includes(raised.flag));
  const queryContext = { store: new AliasStore(store) };
  const place = jurisdiction ?? null;
  if (ids.length === 0) return scanned(queryContext, { flags: flag, jurisdiction: place });
  const found = await askGroundings(queryContext, ids, place);
  return found.filter((each) => each !== null).filter(wanted);
}

async function scanned(queryContext: QueryContext, question: GroundingsQuestion): Promise<Grounding[]> {
  const found: Grounding[] = [];
  let after: string | null = null;
  do {
    const page = await scanGroundings(queryContext, question, { first: 100, after });
    found.push(...page.found.map(({ value }) => value));
    after = page.next;
  } while (after !== null);
  return found;
}

const stateOf = (each: Grounding['weakest']) =>
  each
    ? [each.indication.status, each.indication.certainty].filter((part) => part !== null).join(' ')
    : 'no primary claim';

function linesOf(found: readonly Grounding[], withReasons: boolean): string[] {
  const table = textTable(
    ['entry', 'weakest primary claim', 'stated', 'curated', 'flags'],
    found.map((each) => [
      each.node.id,
      stateOf(each.weakest),
      String(each.statedLinks),
      String(each.curatedLinks),
      each.flags.map(({ flag }) => flag).join(' '),
    ]),
  );
  const reasons = found.flatMap(({ node, flags }) => [
    '',
    node.id,
    ...flags.flatMap(({ flag, reason, entries }) => [`  ${flag}: ${reason}`, ...entries.map(({ id }) => `    ${id}`)]),
  ]);
  return withReasons ? [...table, ...reasons] : table;
}

const asJson = (found: Grounding) => ({
  id: found.node.id,
  weakest: found.weakest && { claim: found.weakest.indication.claim.id, ...figures(found.weakest) },
  strongest: found.strongest && { claim: found.strongest.indication.claim.id, ...figures(found.strongest) },
  statedLinks: found.statedLinks,
  curatedLinks: found.curatedLinks,
  flags: found.flags.map(({ flag, reason, entries }) => ({ flag, reason, entries: entries.map(({ id }) => id) })),
  claims: found.claims.map((each) => ({
    claim: each.indication.claim.id,
    role: each.role,
    ...figures(each),
    trace: each.indication.trace,
  })),
});

const figures = ({ indication: { status, certainty, tier, studies } }: Grounding['claims'][number]) => ({
  status,
  certainty,
  tier,
  studies,
});
