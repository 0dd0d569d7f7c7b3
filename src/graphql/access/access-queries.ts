import { ID } from 'type-graphql';
import { allowedActions } from '../../access/authorize.ts';
import { knownOrUndefined } from '../../access/principal.ts';
import { role } from '../../access/role.ts';
import { objectType } from '../analysis/object-type.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { choiceEnum } from '../types/choice-enum.ts';

const viewerType = objectType('Viewer', 'Whoever asks, by the credential of the request.', {
  id: [ID, 'Whose proposals and keys are theirs.'],
  displayName: [String, 'The name to show.'],
  role: [choiceEnum(role), 'What they are.'],
  scopes: [[String], 'What they may do; some of it to their own or to what others made only.'],
});

const viewerRoot: OwnRoot = {
  type: viewerType,
  description: 'Whoever asks; null without a credential. One that is not valid is refused with 401.',
  nullable: true,
  given: [],
  resolve: (_, { principal }) => {
    const known = knownOrUndefined(principal);
    if (!known) return null;
    return { id: known.id, displayName: known.name, role: known.role, scopes: allowedActions(known) };
  },
};

export const accessRoots: OwnRoots = { viewer: viewerRoot };
