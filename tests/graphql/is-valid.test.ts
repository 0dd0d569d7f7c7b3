import * as fc from 'fast-check';
import {
  NoSchemaIntrospectionCustomRule,
  parse,
  SingleFieldSubscriptionsRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type ValidationRule,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { isValid } from '../../src/graphql/is-valid.ts';
import { drawnFromOddGraph } from '../operations/drawn-from-odd-graph.ts';
import { generatedOperation } from '../operations/generated-operation.ts';
import { mischiefs } from '../operations/mischief.ts';
import { schema } from '../support/serving.ts';

const withoutIntrospection = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** A document that breaks each rule, by the rule's name. */
const broken: Readonly<Record<string, string>> = {
  ExecutableDefinitionsRule: 'type A { b: Int } { __typename }',
  UniqueOperationNamesRule: 'query A { __typename } query A { __typename }',
  LoneAnonymousOperationRule: '{ __typename } query A { __typename }',
  KnownTypeNamesRule: '{ node(id: "a") { ... on Nothing { id } } }',
  FragmentsOnCompositeTypesRule: '{ node(id: "a") { ... on String { id } } }',
  VariablesAreInputTypesRule: 'query ($a: Claim) { claims(first: $a) { totalCount } }',
  ScalarLeafsRule: '{ claims }',
  FieldsOnCorrectTypeRule: '{ claims { nodes { nothing } } }',
  UniqueFragmentNamesRule: '{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }',
  KnownFragmentNamesRule: '{ ...Absent }',
  NoUnusedFragmentsRule: '{ __typename } fragment F on Query { __typename }',
  PossibleFragmentSpreadsRule: '{ claim(id: "a") { ... on Finding { id } } }',
  NoFragmentCyclesRule: '{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }',
  UniqueVariableNamesRule: 'query ($a: Int, $a: Int) { claims(first: $a) { totalCount } }',
  NoUndefinedVariablesRule: '{ claims(first: $a) { totalCount } }',
  NoUnusedVariablesRule: 'query ($a: Int) { __typename }',
  KnownDirectivesRule: '{ __typename @nothing }',
  UniqueDirectivesPerLocationRule: '{ __typename @include(if: true) @include(if: true) }',
  KnownArgumentNamesRule: '{ claims(nothing: 1) { totalCount } }',
  UniqueArgumentNamesRule: '{ claims(first: 1, first: 2) { totalCount } }',
  ValuesOfCorrectTypeRule: '{ claims(first: "one") { totalCount } }',
  ProvidedRequiredArgumentsRule: '{ node { id } }',
  VariablesInAllowedPositionRule: 'query ($a: String) { claims(first: $a) { totalCount } }',
  OverlappingFieldsCanBeMergedRule: '{ a: claim(id: "a") { id } a: finding(id: "b") { id } }',
  UniqueInputFieldNamesRule: '{ claims(filter: { id: ["a"], id: ["b"] }) { totalCount } }',
  MaxIntrospectionDepthRule:
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  NoSchemaIntrospectionCustomRule: '{ __schema { queryType { name } } }',
};

/** Nothing in this schema can break it: there are no subscriptions. */
const unbreakable = new Set<ValidationRule>([SingleFieldSubscriptionsRule]);

function documentIn(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

describe('a document is valid', () => {
  it.each(withoutIntrospection.filter((rule) => !unbreakable.has(rule)).map((rule) => [rule.name, rule] as const))(
    'where graphql-js says so, by %s alone',
    (name, rule) => {
      const document = parse(broken[name] ?? '');
      expect(validate(schema, document, [rule])).not.toEqual([]);
      expect(isValid(schema, document, [rule])).toBe(false);
      expect(isValid(schema, parse('{ claims(first: 1) { nodes { id } } }'), [rule])).toBe(true);
    },
  );

  it('where graphql-js says so, for generated operations and all that was done to them', async () => {
    const operations = fc.sample(generatedOperation(schema, await drawnFromOddGraph()), { seed: 7, numRuns: 150 });
    const documents = operations
      .flatMap((operation) => [operation, ...mischiefs.map((mischief) => mischief(operation))])
      .flatMap(({ query }) => documentIn(query) ?? []);
    const verdicts = documents.map((document) => [
      isValid(schema, document),
      validate(schema, document).length === 0,
      isValid(schema, document, withoutIntrospection),
      validate(schema, document, withoutIntrospection).length === 0,
    ]);
    expect(verdicts.filter(([own, theirs, alone, others]) => own !== theirs || alone !== others)).toEqual([]);
    const valid = verdicts.filter(([own]) => own).length;
    expect([valid > 1000, documents.length - valid > 1000]).toEqual([true, true]);
  });

  it('never where graphql-js gives up on it: too much in it could clash', () => {
    const document = parse(`{ ${'__typename '.repeat(900)} }`);
    expect(validate(schema, document)).toMatchObject([{ message: 'Validation aborted.' }]);
    expect(isValid(schema, document)).toBe(false);
  });

  it('by rules that see the same nodes in the same order, what they pass over left out', () => {
    const query =
      'query ($a: Int = 3) { claims(first: $a) { nodes { id evidence { edges { node { id } } } } } ...F } fragment F on Query { __typename @skip(if: false) }';
    const seenBy = (walk: (rules: readonly ValidationRule[]) => unknown) => {
      const seen: string[] = [];
      const note = (who: string, node: { readonly kind: string }) => void seen.push(`${who} ${node.kind}`);
      walk([
        () => ({
          Field: { enter: (node) => note('all in', node), leave: (node) => note('all out', node) },
          Variable: (node) => note('all', node),
          FragmentDefinition: { leave: (node) => note('all out', node) },
        }),
        () => ({
          Field: {
            enter: (node) => (note('some in', node), node.name.value === 'nodes' ? false : undefined),
            leave: (node) => note('some out', node),
          },
          Directive: (node) => note('some', node),
        }),
        () => ({ OperationDefinition: () => false, Field: (node) => note('fragments', node) }),
      ]);
      return seen;
    };
    const document = parse(query);
    const seen = seenBy((rules) => isValid(schema, document, rules));
    expect(seen).toEqual(seenBy((rules) => validate(schema, document, rules)));
    expect(seen).toContain('fragments Field');
    expect(seen.filter((each) => each === 'all in Field').length).toBeGreaterThan(
      seen.filter((each) => each === 'some in Field').length,
    );
  });
});
