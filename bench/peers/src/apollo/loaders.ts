import DataLoader from 'dataloader';
import { byParent, type Relation, type Repository, type Row } from '../shared/repository.ts';

export interface Context {
  readonly repository: Repository;
  readonly loaders: Readonly<Record<Relation, DataLoader<string, Row[]>>>;
}

const relations = ['conclusions', 'findings', 'sources', 'basis'] as const;

/** One loader for each relationship, made for each request. */
export function contextOf(repository: Repository): Context {
  const loader = (relation: Relation) =>
    new DataLoader<string, Row[]>(async (ids) => byParent(ids, await repository.children(relation, ids)));
  const loaders = Object.fromEntries(relations.map((relation) => [relation, loader(relation)]));
  return { repository, loaders: loaders as unknown as Context['loaders'] };
}
