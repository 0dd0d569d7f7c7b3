import { GraphQLError, Kind } from 'graphql';
import { DomainError } from '../../domain/errors.ts';

/** What graphql-js refuses of an argument, as an error of ours; it names the argument and the variable that it came by. */
export function refusedArgument(error: GraphQLError): DomainError {
  // Its message is the only place where graphql-js tells the name.
  const argument = /^Argument "([^"]+)"/u.exec(error.message)?.[1];
  const details = { cause: error, ...(argument !== undefined && { argument }) };
  return new DomainError('INVALID_ARGUMENT', messageOf(error), details);
}

function messageOf({ message, nodes: [node] = [] }: GraphQLError): string {
  if (node?.kind !== Kind.VARIABLE || message.includes(`$${node.name.value}`)) return message;
  return `${message.replace(/\.$/u, '')}; the variable "$${node.name.value}" is null.`;
}
