import { DomainError, validationFailed } from '../domain/errors.ts';

// What every engine says where it refuses a write.

export const versionConflict = (id: string, expected: number, present: number) =>
  new DomainError(
    'VERSION_CONFLICT',
    `${id} is at version ${present}, not ${expected}: read it again and repeat the change.`,
  );

export const duplicate = (id: string) => new DomainError('DUPLICATE', `${id} is there already.`);

export const absent = (id: string) => new DomainError('NOT_FOUND', `Nothing has the id "${id}".`);

export const writtenTwice = (id: string) => validationFailed([{ path: id, message: 'is written twice in one change' }]);

export const stillPointedAt = (id: string) =>
  validationFailed([{ path: id, message: 'cannot be removed while others point at it' }]);

export const secondEnd = (id: string, field: string) =>
  validationFailed([{ path: id, message: `may have one "${field}" only` }]);

export const notEmpty = (where: string) =>
  new DomainError(
    'DUPLICATE',
    `${where} holds something already: restore into a place that holds nothing. "evidence-graph clear --yes" removes what is ours there.`,
  );
