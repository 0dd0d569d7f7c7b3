import { Command, Option } from 'commander';
import { actions, type Action } from '../access/access-rules.ts';
import { createKey, listKeys, revokeKey, type ApiKey, type NewKey } from '../access/api-keys.ts';
import { personRoles } from '../access/principal.ts';
import { invalidArgument } from '../domain/errors.ts';
import { nodeIdOf } from '../domain/ids.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { Opened } from './opened-store.ts';
import { textTable } from './text-table.ts';
import { wholeNumber } from './whole-number.ts';

interface Wanted {
  readonly owner: string;
  readonly name?: string;
  readonly role: NewKey['role'];
  readonly scope?: Action[];
  readonly conflict?: string[];
  readonly days: number;
}

/** Whoever runs commands can read and write the store anyway. */
const operator = { by: 'evidence-graph keys', role: 'ADMIN' } as const;

const day = 24 * 60 * 60 * 1000;
const mostDays = 3_650;

const createExamples =
  '  evidence-graph keys create --owner ann --name "Ann Smith" --role REVIEWER\n' +
  '  evidence-graph keys create --owner notices --role SERVICE --scope recordNotice --days 30';

export const keysCommand: CommandMaker = (context) => {
  const keys = new Command('keys')
    .description('Makes, lists and revokes API keys; whoever runs it acts as admin.')
    .addHelpText(
      'after',
      `\nExamples:\n${createExamples}\n  evidence-graph keys list\n  evidence-graph keys revoke 0123456789abcdef`,
    );
  for (const command of [createCommand(context), listCommand(context), revokeCommand(context)])
    keys.addCommand(command.exitOverride().showSuggestionAfterError());
  return keys;
};

const createCommand = (context: CommandContext) =>
  new Command('create')
    .description('Makes a key and prints it, this once.')
    .requiredOption('--owner <id>', 'who acts with it; the same owner for all keys of one person')
    .option('--name <text>', 'the name to show; left out: the owner')
    .addOption(
      new Option('--role <role>', 'what its owner is').choices([...personRoles, 'SERVICE']).makeOptionMandatory(),
    )
    .addOption(new Option('--scope <action...>', 'what a SERVICE may do').choices(actions))
    .option('--conflict <topic...>', 'topics on which the owner declared a conflict of interest')
    .option('--days <number>', 'how long it is good for', wholeNumber, 365)
    .addHelpText('after', `\nExamples:\n${createExamples}`)
    .action(({ owner, name = owner, role, scope = [], conflict = [], days }: Wanted) =>
      context.withStore(async (store) => {
        if (days < 1 || days > mostDays)
          throw invalidArgument('--days', `--days must be a whole number from 1 to ${mostDays}; got ${days}.`);
        const conflicts = conflict.map((id) => nodeIdOf(store.model, id, '--conflict', 'Topic'));
        const now = Date.now();
        const expiresAt = new Date(now + days * day).toISOString();
        const wanted = { owner, name, role, scopes: scope, conflicts, expiresAt };
        const actor = { ...operator, at: new Date(now).toISOString() };
        const { text, key } = await createKey(store, context.config().keyPepper, wanted, actor);
        context.print(text);
        context.complain(`Key ${key.id} for ${owner}, ${role}, good until ${key.expiresAt}. It is not shown again.`);
      }),
    );

const listCommand = (context: CommandContext) =>
  new Command('list')
    .description('Lists keys, never the secrets.')
    .option('--owner <id>', 'only those of one owner')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExamples:\n  evidence-graph keys list\n  evidence-graph keys list --owner ann --json')
    .action(({ owner, json }: { owner?: string; json?: boolean }) =>
      context.withStore(async (store) => {
        const found = await allKeys(store, owner);
        if (json) context.print(JSON.stringify(found, null, 2));
        else for (const line of linesOf(found)) context.print(line);
        context.complain(`${found.length} found.`);
      }),
    );

const revokeCommand = (context: CommandContext) =>
  new Command('revoke')
    .description('Ends a key at once and for ever.')
    .argument('<id>', 'the part of the key between evk_ and the next _')
    .addHelpText('after', '\nExample:\n  evidence-graph keys revoke 0123456789abcdef')
    .action((id: string) =>
      context.withStore(async (store) => {
        const { revokedAt, owner } = await revokeKey(store, id, { ...operator, at: new Date().toISOString() });
        context.print(`Key ${id} of ${owner} was revoked at ${revokedAt}.`);
      }),
    );

async function allKeys(store: Opened, owner: string | undefined): Promise<ApiKey[]> {
  const found: ApiKey[] = [];
  let after: string | null = null;
  do {
    const page = await listKeys(store, { ...(owner !== undefined && { owner }), first: 100, after });
    found.push(...page.keys);
    after = page.next;
  } while (after !== null);
  return found;
}

const linesOf = (keys: readonly ApiKey[]) =>
  textTable(
    ['id', 'owner', 'role', 'scopes', 'made', 'last used', 'good until'],
    keys.map((key) => [
      key.id,
      key.owner,
      key.role,
      key.scopes.join(' '),
      key.createdAt,
      key.lastUsedAt ?? 'never',
      key.revokedAt === null ? key.expiresAt : `revoked ${key.revokedAt}`,
    ]),
  );
