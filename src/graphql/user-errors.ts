import { createUnionType, Field, ID, InterfaceType, ObjectType, type ClassType } from 'type-graphql';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { addField, dynamicClass, type FieldType } from './model/dynamic-type.ts';

@ObjectType({ description: 'What was wrong with one field.', simpleResolvers: true })
class FieldProblem {
  @Field(() => String, { description: 'The field, its parts parted by dots.' })
  readonly path!: string;

  @Field(() => String, { description: 'What was wrong and what is allowed.' })
  readonly message!: string;
}

/** What a write may be refused with; the rest is a failure, and an error of the whole answer. */
@InterfaceType('UserError', { description: 'Why a write was refused, so that whoever asked can do better.' })
abstract class UserError {
  @Field(() => String, { description: 'The reason as a word, the same as the code of errors.' })
  code!: string;

  @Field(() => String, { description: 'The reason as a sentence: what was wrong and what is allowed.' })
  message!: string;

  @Field(() => [FieldProblem], { description: 'Every field that was wrong.' })
  problems!: readonly FieldProblem[];
}

interface ErrorType {
  readonly name: string;
  readonly description: string;
  /** Whether it names what stands in the way. */
  readonly existing?: true;
}

/** The type of each refusal. A code that is not named here is a failure. */
const errorTypes: Partial<Record<ErrorCode, ErrorType>> = {
  VALIDATION_FAILED: { name: 'ValidationFailed', description: 'Some fields are not as they must be.' },
  INVALID_ARGUMENT: { name: 'InvalidInput', description: 'An argument is not as it must be.' },
  NOT_FOUND: { name: 'NotFound', description: 'Something that was named is not there.' },
  DUPLICATE: { name: 'AlreadyThere', description: 'The same is there already.', existing: true },
  RETRACTED: { name: 'RetractedSource', description: 'The source was retracted.', existing: true },
  WRONG_STATE: { name: 'WrongState', description: 'From where it stands, this step cannot be taken.' },
  DEPENDENCY_NOT_ACCEPTED: { name: 'DependencyNotAccepted', description: 'It depends on what is not accepted.' },
  VERSION_CONFLICT: { name: 'VersionConflict', description: 'It changed since it was read.' },
  IDEMPOTENCY_KEY_REUSED: { name: 'KeyReused', description: 'The key was used for another request.' },
  UNAUTHENTICATED: { name: 'NotSignedIn', description: 'Only who is known may do this.' },
  FORBIDDEN: { name: 'NotAllowed', description: 'This is not theirs to do.' },
};

const classes = new Map(
  Object.entries(errorTypes).map(([code, { name, description, existing }]) => {
    const type = dynamicClass(name);
    if (existing) addField(type, 'existing', { type: ID, nullable: true, description: 'What stands in the way.' });
    ObjectType(name, { description, implements: UserError, simpleResolvers: true })(type);
    return [code, type] as const;
  }),
);

/** What a verb answers with: the type of its success, or one of the refusals. */
export function payloadType(name: string, success: ClassType): FieldType {
  const names = new Map(Object.entries(errorTypes).map(([code, { name: typeName }]) => [code, typeName]));
  return createUnionType({
    name,
    description: `A ${success.name}, or the reason why there is none.`,
    types: () => [success, ...classes.values()],
    resolveType: (value: object) => ('code' in value ? names.get(String(value.code)) : success.name),
  });
}

/** What the work comes to, where a refusal is an answer too. */
export async function orRefusal<Value>(work: () => Promise<Value>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || !(error.code in errorTypes)) throw error;
    const { code, message, problems, existing = null } = error;
    return { code, message, problems, existing };
  }
}
