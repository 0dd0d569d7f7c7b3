import { Args, ArgsType, Ctx, Field, Mutation, Resolver } from 'type-graphql';
import { authorized } from '../../curation/requests/authorized.ts';
import { choiceSet } from '../../domain/attribute.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { sourceKind } from '../../domain/kinds/evidence.ts';
import type { ReferenceFormatName } from '../../exchange/references/reference-formats.ts';
import { curationOf, DryRunArguments, KeyArguments, requestBy } from '../curation-of.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal, payloadType } from '../user-errors.ts';
import { ReferenceImport, toReferenceImport } from './reference-import.ts';

const format = choiceSet('ReferenceFormat', 'A way to write references down.', {
  RIS: 'RIS, as most databases export it.',
  BIBTEX: 'BibTeX or BibLaTeX.',
  CSL_JSON: 'CSL-JSON: a list of items, or one item.',
});

const formatNames: Readonly<Record<keyof (typeof format)['values'], ReferenceFormatName>> = {
  RIS: 'ris',
  BIBTEX: 'bibtex',
  CSL_JSON: 'csl-json',
};

const formatEnum = choiceEnum(format);
const sourceKindEnum = choiceEnum(sourceKind);

@ArgsType()
class ImportArguments {
  @Field(() => String, { description: 'The list: 250 references and 250,000 characters at most.' })
  readonly text!: string;

  @Field(() => formatEnum, {
    nullable: true,
    description: 'How it is written; what it looks like if nothing is said.',
  })
  readonly format?: keyof typeof formatNames | null;

  @Field(() => sourceKindEnum, {
    nullable: true,
    description: 'What references are whose type says none of these, such as books.',
  })
  readonly kind?: string | null;
}

const ReferenceImportPayload = payloadType('ReferenceImportPayload', ReferenceImport);

@Resolver()
export class ImportReferencesMutation {
  @Mutation(() => ReferenceImportPayload, {
    description:
      'Proposes the sources of a list of references in RIS, BibTeX or CSL-JSON, each as a proposal of its own, and tells of every one what became of it. One that is broken does not stop the others.',
  })
  importReferences(
    @Ctx() context: RequestContext,
    @Args(() => KeyArguments) key: KeyArguments,
    @Args(() => DryRunArguments) { dryRun }: DryRunArguments,
    @Args(() => ImportArguments) args: ImportArguments,
  ) {
    return orRefusal(async () => {
      // Before anything is read: whoever may not import does not make the server parse.
      authorized(context.principal, 'importReferences');
      const request = requestBy(context, key);
      const rows = await rowsOf(args);
      return toReferenceImport(await curationOf(context).importReferences(rows, request, dryRun));
    });
  }
}

/** As much as one request may bring. */
const longestText = 250_000;

async function rowsOf({ text, format: named, kind }: ImportArguments) {
  if (text.length > longestText) throw invalidArgument('text', `text may have ${longestText} characters at most.`);
  // Loaded only when wanted: starting would take longer for it.
  const { readReferences } = await import('../../exchange/references/read-references.ts');
  const { formatOfText } = await import('../../exchange/references/reference-formats.ts');
  const found = named ? formatNames[named] : formatOfText(text);
  if (!found)
    throw invalidArgument('format', 'format must be given: the text does not begin as RIS, BibTeX or CSL-JSON.');
  return readReferences(text, { format: found, kind: kind ?? undefined });
}
