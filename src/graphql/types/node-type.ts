import { Field, ObjectType, type ClassType } from 'type-graphql';
import type { Attribute as DomainAttribute, Shape } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { attributeType } from './attribute-type.ts';
import type { FieldType } from './dynamic-type.ts';
import { EvidenceNode, Node } from './evidence-node.ts';

const declared = new WeakMap<object, string[]>();
const nodeTypes = new Map<string, ClassType>();

/** Marks a property as an attribute of the kind; type, list, nullability and description come from the domain. */
export function Attribute(): PropertyDecorator {
  return (prototype, property) => {
    declared.set(prototype, [...(declared.get(prototype) ?? []), String(property)]);
  };
}

/** Makes the class the GraphQL type of a kind. Every attribute must be declared: a missing one fails at start. */
export function NodeType(kindName: string): (target: ClassType) => void {
  return (target) => {
    const kind = evidenceModel.kinds[kindName];
    if (!kind) throw new TypeError(`${kindName} is not a kind.`);
    const names = declared.get(target.prototype) ?? [];
    for (const name of Object.keys(kind.attributes)) {
      if (!names.includes(name)) throw new TypeError(`The GraphQL type ${kindName} does not declare "${name}".`);
    }
    for (const name of names) addAttribute(target.prototype, name, kind.attributes[name]);
    ObjectType(kindName, { implements: [Node, EvidenceNode], description: kind.description, simpleResolvers: true })(
      target,
    );
    nodeTypes.set(kindName, target);
  };
}

/** The class that a kind's GraphQL type was made from. */
export function nodeTypeOf(kindName: string): ClassType {
  const type = nodeTypes.get(kindName);
  if (!type) throw new TypeError(`No GraphQL type was declared for ${kindName}.`);
  return type;
}

function addAttribute(prototype: object, name: string, attribute: DomainAttribute | undefined): void {
  if (!attribute) throw new TypeError(`"${name}" is not an attribute of the domain.`);
  const type = outputTypeOf(attribute);
  const options = { description: attribute.description, nullable: !attribute.required };
  Field(() => (attribute.list ? [type] : type), options)(prototype, name);
}

export const outputTypeOf = (attribute: DomainAttribute): FieldType => attributeType(attribute, shapeType);

const shapes = new Map<string, ClassType>();

/** The object type of a shape, such as Measure: plain parts, no relationships. */
function shapeType({ name, description, parts }: Shape): ClassType {
  const known = shapes.get(name);
  if (known) return known;
  const type = class {};
  for (const [part, attribute] of Object.entries(parts)) addAttribute(type.prototype, part, attribute);
  ObjectType(name, { description, simpleResolvers: true })(type);
  shapes.set(name, type);
  return type;
}
