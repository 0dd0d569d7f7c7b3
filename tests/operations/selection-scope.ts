import { getNamedType, isCompositeType, isObjectType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';

/** A field where it stands. */
export interface PlacedField {
  readonly responseKey: string;
  /** Name and printed arguments. */
  readonly signature: string;
  readonly type: GraphQLOutputType;
  /** The types around it, one for each level from the root of its scope; the last one is its own parent. */
  readonly lineage: readonly string[];
}

/** A field of a fragment with the response keys above it. */
export interface ReachedField extends PlacedField {
  readonly keys: readonly string[];
}

/**
 * Everything selected at one place of an answer, whatever fragment it came through. It knows GraphQL's rule of fields
 * that can be merged: under one response key, the same field with the same arguments, unless the two can never apply to
 * the same object; then only their shape must agree.
 */
export class SelectionScope {
  readonly #schema: GraphQLSchema;
  readonly #fields = new Map<string, PlacedField[]>();
  readonly #below = new Map<string, SelectionScope>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  allows(field: PlacedField): boolean {
    return (this.#fields.get(field.responseKey) ?? []).every((present) => this.#mergeable(present, field));
  }

  add(field: PlacedField): void {
    const present = this.#fields.get(field.responseKey);
    if (present) present.push(field);
    else this.#fields.set(field.responseKey, [field]);
  }

  /** What is selected below a response key. */
  below(responseKey: string): SelectionScope {
    const known = this.#below.get(responseKey) ?? new SelectionScope(this.#schema);
    this.#below.set(responseKey, known);
    return known;
  }

  /** Every field in it, at every depth. */
  reached(keys: readonly string[] = []): ReachedField[] {
    const own = [...this.#fields.values()].flat().map((field) => ({ ...field, keys }));
    return [...own, ...[...this.#below].flatMap(([key, scope]) => scope.reached([...keys, key]))];
  }

  /** Takes the fields of a fragment in, below `ancestors`; false, and nothing is changed, where they do not agree. */
  merge(fields: readonly ReachedField[], ancestors: readonly string[]): boolean {
    const moved = fields.map((field) => ({ ...field, lineage: [...ancestors, ...field.lineage] }));
    if (!moved.every((field) => this.#at(field.keys).allows(field))) return false;
    for (const field of moved) this.#at(field.keys).add(field);
    return true;
  }

  #at(keys: readonly string[]): SelectionScope {
    return keys.reduce<SelectionScope>((scope, key) => scope.below(key), this);
  }

  #mergeable(one: PlacedField, other: PlacedField): boolean {
    if (!this.#apart(one, other)) return one.signature === other.signature;
    return shapeOf(one.type) === shapeOf(other.type);
  }

  /** Whether some level lies on two object types that differ. */
  #apart(one: PlacedField, other: PlacedField): boolean {
    return one.lineage.some((name, level) => {
      const otherName = other.lineage[level];
      return name !== otherName && [name, otherName].every((each) => isObjectType(this.#schema.getType(each ?? '')));
    });
  }
}

/** A type with the name of an object left out. */
function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? String(type).replace(named.name, '{}') : String(type);
}
