import { Kind, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { DomainError, type ErrorCode } from '../../domain/errors.ts';

/** Most of each in one operation; fragments count wherever they are used. Tokens are counted by the parser. */
export const operationLimits = { tokens: 1_000, aliases: 30, rootFields: 20, directives: 30 } as const;

/** How many there are in one operation. */
export interface Counts {
  readonly aliases: number;
  readonly directives: number;
  /** Fields at the top of the selection. */
  readonly fields: number;
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Counts; refuses an operation that is too large, with a code for each limit, before anything is planned. */
export function countWithinLimits(operation: OperationDefinitionNode, fragments: Fragments): Counts {
  const counts = new Counter(fragments).count(operation.selectionSet);
  const directives = counts.directives + (operation.directives?.length ?? 0);
  assertWithin('ALIAS_LIMIT_EXCEEDED', 'aliases', { limit: operationLimits.aliases, actual: counts.aliases });
  assertWithin('ROOT_FIELD_LIMIT_EXCEEDED', 'root fields', {
    limit: operationLimits.rootFields,
    actual: counts.fields,
  });
  assertWithin('DIRECTIVE_LIMIT_EXCEEDED', 'directives', { limit: operationLimits.directives, actual: directives });
  return { ...counts, directives };
}

export function assertWithin(
  code: ErrorCode,
  what: string,
  { limit, actual }: { limit: number; actual: number },
): void {
  if (actual <= limit) return;
  throw new DomainError(code, `An operation may have ${limit} ${what} at most; it has ${numeral(actual)}.`);
}

const numeral = (count: number) => (Number.isSafeInteger(count) ? String(count) : `${Number.MAX_SAFE_INTEGER} or more`);

/** Counts each fragment once: what doubles with each fragment costs no time to count. */
class Counter {
  readonly #fragments: Fragments;
  readonly #known = new Map<string, Counts>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  count({ selections }: SelectionSetNode): Counts {
    let [aliases, directives, fields] = [0, 0, 0];
    for (const selection of selections) {
      directives += selection.directives?.length ?? 0;
      const inner = this.#inside(selection);
      if (inner) {
        aliases += inner.aliases;
        directives += inner.directives;
      }
      if (selection.kind !== Kind.FIELD) fields += inner?.fields ?? 0;
      else {
        fields += 1;
        if (selection.alias) aliases += 1;
      }
    }
    return { aliases, directives, fields };
  }

  #inside(selection: SelectionSetNode['selections'][number]): Counts | undefined {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    return selection.selectionSet && this.count(selection.selectionSet);
  }

  #fragment(name: string): Counts | undefined {
    const fragment = this.#fragments[name];
    const counts = this.#known.get(name) ?? (fragment && this.count(fragment.selectionSet));
    if (counts) this.#known.set(name, counts);
    return counts;
  }
}
