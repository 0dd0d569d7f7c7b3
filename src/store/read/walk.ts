import type { ReadPlan, Selection } from '../read-plan.ts';
import type { Emitter, PageWanted, PlanPart } from './emitter.ts';
import type { NodeOutput, NodePart, OutputProgram, PagePart, PageRead, RootPart, RowPart } from './output-program.ts';
import { hasPreviousAt, idsRootAt, pageRootAt, relationAt, selectionAt, type Locate } from './plan-places.ts';
import { idsReadAt, pageReadAt, relationReadAt } from './reads-of-plan.ts';
import { nodeOutput, rowOutput } from './rows-program.ts';

/** Compiles a program and its plan: from the roots to their pages, rows, kinds and relations, and so on below. */
export function walk<Piece, Page, Row>(
  emitter: Emitter<Piece, Page, Row>,
  program: OutputProgram,
  plan: ReadPlan,
): Piece {
  return new Walk(emitter).answer(program, plan);
}

/** What is selected of nodes, and where that stands in the plan of a request. */
interface Selected {
  readonly select: Selection;
  readonly at: Locate<Selection>;
}

class Walk<Piece, Page, Row> {
  readonly #emitter: Emitter<Piece, Page, Row>;

  constructor(emitter: Emitter<Piece, Page, Row>) {
    this.#emitter = emitter;
  }

  answer(program: OutputProgram, plan: ReadPlan): Piece {
    return this.#joined(program, (part) => this.#root(part, plan));
  }

  #joined<Part extends object>(parts: readonly (string | Part)[], piece: (part: Part) => Piece): Piece {
    const pieceOf = (part: string | Part) => (typeof part === 'string' ? this.#emitter.constant(part) : piece(part));
    return this.#emitter.joined(parts.map(pieceOf));
  }

  #root(part: RootPart, plan: ReadPlan): Piece {
    if (part.is !== 'page') {
      const found = { read: idsReadAt(plan, part.root), at: idsRootAt(part.root) };
      return this.#emitter.ids(found, part.is, this.#nodes(part.node, selectedBy(found)));
    }
    const found = { read: pageReadAt(plan, part.root), at: pageRootAt(part.root) };
    return this.#page(part.parts, this.#emitter.rootPage(found), found);
  }

  #page(parts: readonly PagePart[], page: Page, found: PlanPart<PageRead>): Piece {
    return this.#emitter.page(page, pageWanted(parts), () =>
      this.#joined(parts, (part) => this.#pagePart(part, page, found)),
    );
  }

  #pagePart(part: Exclude<PagePart, string>, page: Page, found: PlanPart<PageRead>): Piece {
    switch (part.is) {
      case 'rows':
        return this.#emitter.rows(page, part.oneMore === true, (row) => this.#row(part.row, row, found));
      case 'count':
      case 'more':
        return this.#emitter[part.is](page);
      case 'before':
        return this.#emitter.ofPlan(hasPreviousAt(found.at));
      case 'first':
      case 'last':
        return this.#emitter.endKey(page, part.is, part.write);
      default:
        return part satisfies never;
    }
  }

  #row(parts: readonly RowPart[], row: Row, found: PlanPart<PageRead>): Piece {
    return this.#joined(parts, (part) => this.#rowPart(part, row, found));
  }

  #rowPart(part: Exclude<RowPart, string>, row: Row, found: PlanPart<PageRead>): Piece {
    switch (part.is) {
      case 'node':
        return this.#nodes(part.node, selectedBy(found))(row);
      case 'key':
        return this.#emitter.key(row, part.write);
      case 'edge':
        return this.#emitter.edgeValue(row, part.value);
      case 'made': {
        const { at } = found;
        const whole = this.#row(rowOutput(found.read), row, found);
        return this.#emitter.rewritten(whole, (json, plan) => part.write(JSON.parse(json), at(plan)));
      }
      default:
        return part satisfies never;
    }
  }

  #nodes(output: NodeOutput, selected: Selected): (row: Row) => Piece {
    return (row) =>
      this.#emitter.byKind(row, (kind) => this.#node(output[kind] ?? nodeOutput(kind), row, { kind, selected }));
  }

  #node(parts: readonly NodePart[], row: Row, { kind, selected }: { kind: string; selected: Selected }): Piece {
    return this.#joined(parts, (part) => {
      if (part.is === 'value') return this.#emitter.value(row, kind, part);
      const { relation } = part;
      const found = {
        read: relationReadAt(selected.select, kind, relation),
        at: relationAt(selected.at, kind, relation),
      };
      const page = this.#emitter.relationPage(row, { ...found, kind, relation });
      if (part.is === 'relation') return this.#page(part.parts, page, found);
      return this.#emitter.end(page, this.#nodes(part.node, selectedBy(found)));
    });
  }
}

const selectedBy = ({ read, at }: PlanPart<{ readonly select: Selection }>): Selected => ({
  select: read.select,
  at: selectionAt(at),
});

function pageWanted(parts: readonly PagePart[]): PageWanted {
  const has = (...names: readonly string[]) =>
    parts.some((part) => typeof part !== 'string' && names.includes(part.is));
  return {
    rows: has('rows', 'first', 'last'),
    oneMore: parts.some((part) => typeof part !== 'string' && part.is === 'rows' && part.oneMore === true),
    count: has('count'),
    more: has('more'),
  };
}
