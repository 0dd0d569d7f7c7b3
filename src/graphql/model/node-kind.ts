import { registerEnumType } from 'type-graphql';
import { evidenceModel } from '../../domain/model.ts';

/** The kinds as an enum, for arguments and answers that name kinds. */
export const nodeKind = Object.fromEntries(Object.keys(evidenceModel.kinds).map((kind) => [kind, kind]));

registerEnumType(nodeKind, {
  name: 'NodeKind',
  description: 'The kinds of entries.',
  valuesConfig: Object.fromEntries(
    Object.entries(evidenceModel.kinds).map(([kind, { description }]) => [kind, { description }]),
  ),
});
