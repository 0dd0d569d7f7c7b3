import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ImportedRow, ImportReport } from '../../curation/imports/import-report.ts';
import { choiceSet } from '../../domain/attribute.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const outcome = choiceSet('ImportOutcome', 'What became of one reference.', {
  ADDED: 'Nobody has it: it is proposed.',
  KNOWN: 'It is here already, or proposed already.',
  BROKEN: 'It cannot be read; the others do not suffer from it.',
});

const outcomeEnum = choiceEnum(outcome);

@ObjectType({ description: 'A source that may be the same document; a person decides.', simpleResolvers: true })
export class NearSource {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: 'What they have in common.' })
  readonly reason!: string;
}

@ObjectType({ description: 'One reference of a list, and what became of it.', simpleResolvers: true })
export class ImportedReference {
  @Field(() => Int, { description: 'The line of the text where it starts; the first line is 1.' })
  readonly line!: number;

  @Field(() => outcomeEnum, { description: 'What became of it.' })
  readonly outcome!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The source that it is, or is to be; null where it is broken, and in a dry run where it is new.',
  })
  readonly sourceId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The proposal that would add it.' })
  readonly proposalId!: string | null;

  @Field(() => String, { nullable: true, description: 'By what it is known.' })
  readonly reason!: string | null;

  @Field(() => [NearSource], { description: 'Sources that may be the same.' })
  readonly near!: readonly NearSource[];

  @Field(() => [String], { description: 'What is wrong with it.' })
  readonly problems!: readonly string[];
}

@ObjectType({ description: 'What became of a list of references, in their order.', simpleResolvers: true })
export class ReferenceImport {
  @Field(() => ID, { nullable: true, description: 'Its id; null for a dry run.' })
  readonly id!: string | null;

  @Field(() => Int, { description: 'How many are proposed.' })
  readonly added!: number;

  @Field(() => Int, { description: 'How many were here already.' })
  readonly known!: number;

  @Field(() => Int, { description: 'How many cannot be read.' })
  readonly broken!: number;

  @Field(() => [ImportedReference], { description: 'Each reference.' })
  readonly rows!: readonly ImportedReference[];
}

export function toReferenceImport({ id, rows }: ImportReport): ReferenceImport {
  const count = (wanted: ImportedRow['outcome']) => rows.filter((row) => row.outcome === wanted).length;
  const added = new Set(rows.flatMap((row) => (row.outcome === 'ADDED' ? [row.id] : [])));
  /** A dry run adds nothing: its ids would lead nowhere. */
  const leadsSomewhere = (source: string) => id !== null || !added.has(source);
  return {
    id,
    added: count('ADDED'),
    known: count('KNOWN'),
    broken: count('BROKEN'),
    rows: rows.map((row) => toImportedReference(row, leadsSomewhere)),
  };
}

const toImportedReference = (
  { line, proposal, ...row }: ImportedRow,
  leadsSomewhere: (source: string) => boolean,
): ImportedReference => ({
  line,
  outcome: row.outcome,
  sourceId: row.outcome !== 'BROKEN' && leadsSomewhere(row.id) ? row.id : null,
  proposalId: proposal,
  reason: row.outcome === 'KNOWN' ? row.reason : null,
  near: row.outcome === 'ADDED' ? row.near.filter(({ id }) => leadsSomewhere(id)) : [],
  problems: row.outcome === 'BROKEN' ? row.problems : [],
});
