import { choiceSet } from '../domain/attribute.ts';

/** What somebody may be. Each role of people may do all that the one before may. */
export const role = choiceSet('Role', 'What somebody may be; the table of rules says what each may do.', {
  ANONYMOUS: 'Gave no name: reads.',
  CONTRIBUTOR: 'Proposes what is to be added or changed.',
  REVIEWER: 'Decides on what others proposed.',
  ADMIN: 'Manages keys too.',
  SERVICE: 'A program, which may do what its scopes list.',
});

export type Role = keyof (typeof role)['values'];
