import { keysOf } from '../support/keys-of.ts';
import { isOneOf } from '../support/is-one-of.ts';
import { Command, Option } from 'commander';
import type { AffectedEntry, EntryState, Impact } from '../analysis/impact.ts';
import { askImpact } from '../analysis/questions.ts';
import { changeKind } from '../analysis/vocabulary.ts';
import { invalidArgument } from '../domain/errors.ts';
import { AliasStore } from '../store/aliases/alias-store.ts';
import type { CommandMaker } from './command.ts';
import { textTable } from './text-table.ts';

export const impactCommand: CommandMaker = (context) =>
  new Command('impact')
    .description('Shows what would change if sources, studies or findings changed. Nothing is written.')
    .argument('<ids...>', 'sources, studies or findings, for example source:ukdpc-2008-several-studies')
    .addOption(
      new Option(
        '--what-if <change>',
        `what is supposed of all of them: ${Object.keys(changeKind.values).join(', ').toLowerCase()}`,
      )
        .argParser((input) => input.toUpperCase())
        .default('RETRACTED'),
    )
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  evidence-graph impact source:ukdpc-2008-several-studies --what-if retracted')
    .action((ids: string[], { whatIf, json }: { whatIf: string; json?: boolean }) =>
      context.withStore(async (store) => {
        if (!isOneOf(keysOf(changeKind.values), whatIf)) throw unknownChange(whatIf);
        const found = await askImpact({ store: new AliasStore(store) }, { ids, change: whatIf });
        if (json) context.print(JSON.stringify(asJson(found), null, 2));
        else for (const line of linesOf(found)) context.print(line);
        if (found.changed.length === 0) context.complain('All of it is so already: nothing would change.');
        else context.complain(`${found.affected.length} affected, ${found.tainted.length} reviews tainted.`);
      }),
    );

function unknownChange(input: string): Error {
  return invalidArgument(
    'what-if',
    `--what-if must be one of ${Object.keys(changeKind.values).join(', ').toLowerCase()}; got "${input.toLowerCase()}".`,
  );
}

const words = ({ status, certainty }: EntryState) =>
  [status ?? 'none', certainty].filter((part) => part !== null).join(' ');

function linesOf({ affected, tainted }: Impact): string[] {
  return [
    ...textTable(
      ['class', 'entry', 'before', 'after', 'by way of'],
      affected.map((each) => [
        each.class,
        each.node.id,
        words(each.before),
        words(each.after),
        each.path
          .slice(1, -1)
          .map(({ id }) => id)
          .join(' > '),
      ]),
    ),
    ...tainted.map(({ id }) => `TAINTED  ${id}`),
  ];
}

const asJson = ({ supposed, changed, affected, tainted }: Impact) => ({
  change: supposed.change,
  changed: changed.map(({ id }) => id),
  affected: affected.map(({ node, path, ...rest }: AffectedEntry) => ({
    id: node.id,
    ...rest,
    path: path.map(({ id }) => id),
  })),
  tainted: tainted.map(({ id }) => id),
});
