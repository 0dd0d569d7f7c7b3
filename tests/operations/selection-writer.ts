import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  TypeNameMetaFieldDef,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isOfTheGraph } from './is-of-the-graph.ts';
import { ArgumentValues, type Drawn } from './argument-values.ts';
import type { Choices } from './choices.ts';
import { isNodePosition } from './node-position.ts';
import { OperationVariables, type Place } from './operation-variables.ts';
import { SelectionScope, type ReachedField } from './selection-scope.ts';

interface Writing {
  readonly schema: GraphQLSchema;
  readonly drawn: Drawn;
  readonly choices: Choices;
}

/** Where a selection set is written. */
interface Spot {
  readonly type: GraphQLCompositeType;
  readonly scope: SelectionScope;
  readonly ancestors: readonly string[];
  /** Levels of nodes that may still follow. */
  readonly levels: number;
  /** Nodes that one object here may still ask for. */
  readonly allowance: number;
}

/** A part of a selection set as text, with the nodes it asks for below one object. */
interface Part {
  readonly text: string;
  readonly nodes: number;
}

interface Fragment {
  readonly name: string;
  readonly type: GraphQLCompositeType;
  readonly text: string;
  readonly nodes: number;
  readonly levels: number;
  readonly fields: readonly ReachedField[];
}

/** A field with a selection that was written here before: it may be written again with another selection. */
interface Repeatable {
  readonly head: string;
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly size: number;
}

/** Below the limits of the server, so that what is generated is answered. */
const most = { aliases: 24, directives: 10, fields: 45, nodes: 3000, levels: 4 };
const introspections = [
  '__type(name: "Claim") { name fields { name type { kind name ofType { name } } } }',
  '__type(name: "Nothing") { name }',
  '__schema { queryType { name } directives { name locations } }',
];
const aliases = ['a', 'b', 'id', 'nodes', 'text', 'kind', '_', 'constructor', 'toString', 'edges', 'X9'];

/** Writes the selections of one document. */
export class SelectionWriter {
  readonly #schema: GraphQLSchema;
  readonly #choices: Choices;
  readonly #values: ArgumentValues;
  readonly #variables: OperationVariables;
  readonly #operations: { readonly name: string; readonly text: string }[] = [];
  readonly #fragments: Fragment[] = [];
  readonly #left = { aliases: most.aliases, directives: most.directives, fields: most.fields };
  #fragmentsBegun = 0;

  constructor({ schema, drawn, choices }: Writing) {
    this.#schema = schema;
    this.#choices = choices;
    this.#variables = new OperationVariables(choices);
    this.#values = new ArgumentValues(choices, this.#variables, drawn);
  }

  operation(name: string): void {
    const type = this.#schema.getQueryType();
    if (!type) throw new TypeError('The schema has no queries.');
    const scope = new SelectionScope(this.#schema);
    const spot = { type, scope, ancestors: [], levels: most.levels, allowance: most.nodes };
    this.#operations.push({ name, text: this.#selection(spot).text });
  }

  /** The document: operations with the variables that they reach, and the fragments that they reach. */
  document(): { readonly text: string; readonly variables: Readonly<Record<string, unknown>> } {
    const operations = this.#operations.map(({ name, text }) => {
      const definitions = this.#variables.definitionsIn([text, ...this.#reached(text).map((each) => each.text)].join());
      const head = name === '' && definitions === '' ? '' : `query ${name}${definitions} `;
      return head + text;
    });
    const reached = new Set(this.#operations.flatMap(({ text }) => this.#reached(text)));
    const fragments = [...reached].map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    const text = [...operations, ...fragments].join('\n');
    return { text, variables: this.#variables.givenIn(text) };
  }

  #reached(text: string): Fragment[] {
    const own = this.#fragments.filter(({ name }) => new RegExp(`\\.\\.\\.${name}\\b`, 'u').test(text));
    return [...new Set([...own, ...own.flatMap((fragment) => this.#reached(fragment.text))])];
  }

  #selection(spot: Spot): Part {
    const parts: Part[] = [];
    const repeatable: Repeatable[] = [];
    const wanted = 1 + this.#choices.below(spot.type === this.#schema.getQueryType() ? 3 : 4);
    let { allowance } = spot;
    for (let count = 0; count < wanted; count += 1) {
      const part = this.#part({ ...spot, allowance }, repeatable);
      if (!part) continue;
      parts.push(part);
      allowance -= part.nodes;
    }
    const texts = parts.length > 0 ? parts.map(({ text }) => text) : ['__typename'];
    return { text: `{ ${texts.join(' ')} }`, nodes: parts.reduce((sum, { nodes }) => sum + nodes, 0) };
  }

  #part(spot: Spot, repeatable: Repeatable[]): Part | undefined {
    const isRoot = spot.type === this.#schema.getQueryType();
    const sort = this.#choices.below(100);
    if (sort >= 98 && isRoot && this.#left.aliases > 0) return this.#introspection();
    if (sort >= 94) return this.#again(spot, repeatable);
    if (sort >= 85) return this.#spread(spot);
    if (sort >= 80) return this.#inline(spot, false);
    if (sort >= 70 || (isUnionType(spot.type) && sort < 55)) return this.#inline(spot, true);
    if (sort >= 66 || isUnionType(spot.type)) return this.#typename(spot);
    return this.#field(spot, repeatable);
  }

  #introspection(): Part {
    this.#left.aliases -= 1;
    return { text: `k${this.#left.aliases}: ${this.#choices.of(introspections)}`, nodes: 0 };
  }

  #typename(spot: Spot): Part | undefined {
    return this.#placed(spot, { field: TypeNameMetaFieldDef, argumentText: '', size: 0 })?.part;
  }

  #field(spot: Spot, repeatable: Repeatable[]): Part | undefined {
    const field = this.#fieldOf(spot);
    if (!field || this.#left.fields <= 0) return undefined;
    this.#left.fields -= 1;
    const isRead = isCompositeType(getNamedType(field.type));
    const place = { parent: spot.type.name, field, allowance: isRead ? spot.allowance : 0 };
    const given = this.#values.write(place);
    const placed = this.#placed(spot, { field, argumentText: given.text, size: given.size });
    if (placed?.repeatable) repeatable.push(placed.repeatable);
    return placed?.part;
  }

  /** One of the type's fields: a leaf, or, while levels and allowance last, one with a selection. */
  #fieldOf({ type, levels, allowance }: Spot): GraphQLField<unknown, unknown> | undefined {
    if (isUnionType(type)) return undefined;
    const fields = Object.values(type.getFields()).filter(({ name }) => isOfTheGraph(type.name, name));
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const reads = fields.filter(
      (field) =>
        isCompositeType(getNamedType(field.type)) &&
        (levels > 0 || !takesLevel(type, field)) &&
        (allowance >= 2 || !this.#descends(field)),
    );
    if (reads.length > 0 && (leaves.length === 0 || this.#choices.chance(55))) return this.#choices.of(reads);
    return leaves.length > 0 ? this.#choices.of(leaves) : undefined;
  }

  /** Whether nodes lie behind the field. */
  #descends(field: GraphQLField<unknown, unknown>): boolean {
    const named = getNamedType(field.type);
    return isNodePosition(this.#schema, named) || named.name.endsWith('Connection');
  }

  /** Writes the field under a response key that its surroundings allow, with its selection. */
  #placed(
    spot: Spot,
    { field, argumentText, size }: { field: GraphQLField<unknown, unknown>; argumentText: string; size: number },
  ): { readonly part: Part; readonly repeatable?: Repeatable } | undefined {
    const signature = `${field.name}${argumentText}`;
    const responseKey = this.#keyFor(spot, field, signature);
    if (responseKey === undefined) return undefined;
    spot.scope.add({ responseKey, signature, type: field.type, lineage: [...spot.ancestors, spot.type.name] });
    const head = responseKey === field.name ? signature : `${responseKey}: ${signature}`;
    if (!isCompositeType(getNamedType(field.type))) return { part: { text: head + this.#directives(), nodes: 0 } };
    const repeatable = { head, responseKey, field, size };
    return { part: this.#withSelection(spot, repeatable), repeatable };
  }

  #keyFor(spot: Spot, field: GraphQLField<unknown, unknown>, signature: string): string | undefined {
    const lineage = [...spot.ancestors, spot.type.name];
    const fits = (responseKey: string) => spot.scope.allows({ responseKey, signature, type: field.type, lineage });
    const wanted = this.#choices.chance(12) && this.#left.aliases > 0 ? this.#choices.of(aliases) : field.name;
    const found = [wanted, field.name, `k${this.#left.aliases}`].find(fits);
    if (found === undefined || (found !== field.name && this.#left.aliases <= 0)) return undefined;
    if (found !== field.name) this.#left.aliases -= 1;
    return found;
  }

  #withSelection(spot: Spot, { head, responseKey, field, size }: Repeatable): Part {
    const type = getNamedType(field.type) as GraphQLCompositeType;
    const times = Math.max(1, size);
    const below = this.#selection({
      type,
      scope: spot.scope.below(responseKey),
      ancestors: [...spot.ancestors, spot.type.name],
      levels: this.#descends(field) && takesLevel(spot.type, field) ? spot.levels - 1 : spot.levels,
      allowance: Math.floor(spot.allowance / times) - 1,
    });
    const own = isNodePosition(this.#schema, type) ? 1 : 0;
    return { text: `${head}${this.#directives()} ${below.text}`, nodes: times * (own + below.nodes) };
  }

  /** A field once more, with a selection that has to be merged with the first. */
  #again(spot: Spot, repeatable: readonly Repeatable[]): Part | undefined {
    if (repeatable.length === 0 || this.#left.fields <= 0) return undefined;
    this.#left.fields -= 1;
    return this.#withSelection(spot, this.#choices.of(repeatable));
  }

  #inline(spot: Spot, conditioned: boolean): Part | undefined {
    if (this.#left.fields <= 0) return undefined;
    const type = conditioned ? this.#overlapping(spot.type) : spot.type;
    const below = this.#selection({ ...spot, type });
    const head = conditioned ? `... on ${type.name}` : '...';
    return { text: `${head}${this.#directives()} ${below.text}`, nodes: below.nodes };
  }

  #spread(spot: Spot): Part | undefined {
    const fragment = this.#choices.chance(40) ? this.#known(spot) : this.#begun(spot);
    if (!fragment || !spot.scope.merge(fragment.fields, spot.ancestors)) return undefined;
    return { text: `...${fragment.name}${this.#directives()}`, nodes: fragment.nodes };
  }

  #known(spot: Spot): Fragment | undefined {
    const possible = new Set(this.#possible(spot.type));
    const fitting = this.#fragments.filter(
      ({ type, nodes, levels }) =>
        nodes <= spot.allowance && levels <= spot.levels && this.#possible(type).some((each) => possible.has(each)),
    );
    return fitting.length > 0 ? this.#choices.of(fitting) : undefined;
  }

  /** A new fragment. It is known only when it is complete, so fragments never form a cycle. */
  #begun(spot: Spot): Fragment | undefined {
    if (this.#left.fields <= 3) return undefined;
    const type = this.#overlapping(spot.type);
    const scope = new SelectionScope(this.#schema);
    this.#fragmentsBegun += 1;
    const name = `F${this.#fragmentsBegun}`;
    const written = this.#selection({ ...spot, type, scope, ancestors: [] });
    const fragment = { name, type, ...written, levels: spot.levels, fields: scope.reached() };
    if (!spot.scope.merge(fragment.fields, spot.ancestors)) return undefined;
    this.#fragments.push(fragment);
    return { ...fragment, fields: [] };
  }

  /** A type that some objects of this type are of. */
  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const possible = new Set(this.#possible(type));
    const others = Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) && this.#possible(other).some((each) => possible.has(each)),
    );
    const [objects, abstract] = [others.filter(isObjectType), others.filter((other) => !isObjectType(other))];
    return abstract.length > 0 && this.#choices.chance(45) ? this.#choices.of(abstract) : this.#choices.of(objects);
  }

  #possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
  }

  #directives(): string {
    if (!this.#choices.chance(14) || this.#left.directives < 2) return '';
    const names = this.#choices.of([['include'], ['skip'], ['include', 'skip']]);
    return names.map((name) => this.#directive(name)).join('');
  }

  #directive(name: string): string {
    this.#left.directives -= 1;
    const condition = this.#schema.getDirective(name)?.args[0] as Place;
    const kept = name === 'include' ? !this.#choices.chance(25) : this.#choices.chance(25);
    return ` @${name}(if: ${this.#variables.write(condition, kept).text})`;
  }
}

/** The fields of a connection and its edges stand on the level that the connection took. */
function takesLevel(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): boolean {
  return isCompositeType(getNamedType(field.type)) && !/(?:Connection|Edge)$/u.test(parent.name);
}
