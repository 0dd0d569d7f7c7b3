import { Field, ObjectType, type ClassType } from 'type-graphql';
import type { Attribute, Shape } from '../../domain/attribute.ts';
import type { Kind } from '../../domain/kind.ts';
import { evidenceModel } from '../../domain/model.ts';
import { attributeType } from './attribute-type.ts';
import { dynamicClass, type FieldType } from './dynamic-type.ts';
import { EvidenceNode, Node } from './evidence-node.ts';

const shapes = new Map<string, ClassType>();

const nodeTypes: ReadonlyMap<string, ClassType> = new Map(
  Object.entries(evidenceModel.kinds).map(([name, kind]) => [name, nodeType(name, kind)]),
);

/** The class of a kind's GraphQL type, with a field for each attribute; edges come from the relationship table. */
export function nodeTypeOf(kindName: string): ClassType {
  const type = nodeTypes.get(kindName);
  if (!type) throw new TypeError(`${kindName} is not a kind.`);
  return type;
}

function nodeType(name: string, { attributes, description }: Kind): ClassType {
  const type = dynamicClass(name, EvidenceNode);
  for (const [attribute, definition] of Object.entries(attributes)) addAttribute(type.prototype, attribute, definition);
  ObjectType(name, { implements: [Node, EvidenceNode], description, simpleResolvers: true })(type);
  return type;
}

function addAttribute(prototype: object, name: string, attribute: Attribute): void {
  const type = outputTypeOf(attribute);
  const options = { description: attribute.description, nullable: !attribute.required };
  Field(() => (attribute.list ? [type] : type), options)(prototype, name);
}

export function outputTypeOf(attribute: Attribute): FieldType {
  return attributeType(attribute, shapeType);
}

/** The object type of a shape, such as Measure: plain parts, no relationships. */
function shapeType({ name, description, parts }: Shape): ClassType {
  const known = shapes.get(name);
  if (known) return known;
  const type = dynamicClass(name);
  for (const [part, attribute] of Object.entries(parts)) addAttribute(type.prototype, part, attribute);
  ObjectType(name, { description, simpleResolvers: true })(type);
  shapes.set(name, type);
  return type;
}
