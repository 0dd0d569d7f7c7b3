import { describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { CompiledStatements } from '../../src/store/neo4j/compiled-statements.ts';
import { TextReads } from './text-reads.ts';

const chain = `query Chain($id: ID!, $first: Int!, $after: String) { it: recommendation(id: $id) { text
  basedOn(first: $first, after: $after) { nodes { ... on Claim { text evidence(first: 3) { pageInfo { hasNextPage } } } } } } }`;

describe('a statement for Neo4j', () => {
  const reads = new TextReads();
  const texts = new CompiledStatements(evidenceModel);
  const compiled = (document: string, variables: Record<string, unknown> = {}) => {
    const request = reads.of(document, variables);
    const text = texts.of(request);
    return { compiled: text, parameters: Object.values(text.parametersOf(request.plan)) };
  };

  it('is compiled once for requests that differ in values', () => {
    const one = compiled(chain, { id: 'recommendation:one', first: 3 });
    const other = compiled(chain, { id: 'recommendation:other', first: 77 });
    expect(other.compiled).toBe(one.compiled);
    expect(one.parameters).toContainEqual(['recommendation:one']);
    expect(other.parameters).toContainEqual(['recommendation:other']);
    expect(other.parameters.map(String)).toContain('77');
  });

  it('holds no name and no value of a request', () => {
    const one = compiled('{ odd: recommendation(id: "recommendation:odd") { odder: text oddest: __typename } }');
    const other = compiled('{ it: recommendation(id: "recommendation:it") { text } }');
    expect(one.compiled.text).not.toContain('odd');
    expect(other.compiled.text).toBe(one.compiled.text);
  });

  it('asks for no more than it shows', () => {
    const { compiled: page, parameters } = compiled('{ claims(first: 17) { nodes { type } } }');
    expect(page.text).toMatch(/RETURN \[m\d+\.type\]/u);
    expect(parameters.map(String)).toContain('17');
    expect(parameters.map(String)).not.toContain('18');
  });

  it('looks for one row more only where the text tells of it', () => {
    const flat = compiled('{ claims(first: 17) { nodes { text } pageInfo { hasNextPage } } }');
    expect(flat.parameters.map(String)).toContain('18');
    const nested = compiled(
      '{ claims(first: 17) { nodes { evidence(first: 9) { nodes { id } } } pageInfo { hasNextPage } } }',
    );
    expect(nested.parameters.map(String)).not.toContain('18');
    expect(nested.compiled.text).toContain('EXISTS');
  });

  it('is compiled once too where it holds what code makes from whole rows', () => {
    const document = '{ search(text: "cell", first: 17) { edges { highlights { text } } } }';
    expect(compiled(document).compiled).toBe(compiled(document).compiled);
    expect(compiled(document).parameters.map(String)).not.toContain('18');
  });
});
