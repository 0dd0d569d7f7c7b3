import { join } from 'node:path';
import { projectFolder } from '../../tools/project-folder.ts';
import type { Dialect } from '../reads/read.ts';

export type Engine = 'embedded' | 'neo4j';

/** One server under measurement: what is started, and how it wants to be asked. */
export interface Variant {
  readonly name: string;
  readonly title: string;
  readonly engine: Engine;
  readonly dialect: Dialect;
  /** Options of Node, where it is started with any. */
  readonly nodeOptions?: readonly string[];
  /** Script and arguments, from the project's folder. */
  readonly command: readonly string[];
  /** Where it takes requests; Apollo's own server does so at the root. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Its lists come in no order of their own. */
  readonly unordered?: boolean;
  /** Keeps answers, so it is asked the repeated read only. */
  readonly cached?: boolean;
}

/** As `npm start` starts it. */
const product = {
  dialect: 'product',
  nodeOptions: ['--max-semi-space-size=8', '--no-allocation-site-pretenuring'],
  command: ['dist/main.js', 'serve'],
  path: '/graphql',
} as const;
const started = { SEED: 'off', MALLOC_ARENA_MAX: '1' };
const uncached = { ...started, RESPONSE_CACHE: 'off' };
const peer = (name: string, path = '/') => ({ command: [`bench/peers/dist/${name}/main.js`], path, environment: {} });

export const variants: readonly Variant[] = [
  { name: 'product-embedded', title: 'evidence-graph', engine: 'embedded', ...product, environment: uncached },
  {
    name: 'product-cache-embedded',
    title: 'evidence-graph, response cache on',
    engine: 'embedded',
    ...product,
    environment: started,
    cached: true,
  },
  {
    name: 'apollo-embedded',
    title: 'Apollo Server + TypeGraphQL + DataLoader',
    engine: 'embedded',
    dialect: 'lists',
    ...peer('apollo'),
  },
  {
    name: 'mercurius-embedded',
    title: 'Mercurius + jit + loaders',
    engine: 'embedded',
    dialect: 'lists',
    ...peer('mercurius', '/graphql'),
  },
  {
    name: 'handwritten-embedded',
    title: 'node:http, one hand-tuned statement',
    engine: 'embedded',
    dialect: 'handwritten',
    ...peer('handwritten'),
  },
  {
    name: 'validating-embedded',
    title: 'the same handler, parsing and validating a text with graphql-js',
    engine: 'embedded',
    dialect: 'validating',
    ...peer('handwritten'),
    environment: { SCHEMA_FILE: join(projectFolder, 'schema.graphql') },
  },
  { name: 'product-neo4j', title: 'evidence-graph', engine: 'neo4j', ...product, environment: uncached },
  {
    name: 'product-cache-neo4j',
    title: 'evidence-graph, response cache on',
    engine: 'neo4j',
    ...product,
    environment: started,
    cached: true,
  },
  {
    name: 'apollo-neo4j',
    title: 'Apollo Server + TypeGraphQL + DataLoader',
    engine: 'neo4j',
    dialect: 'lists',
    ...peer('apollo'),
  },
  {
    name: 'neo4j-graphql-lists',
    title: '@neo4j/graphql, list fields',
    engine: 'neo4j',
    dialect: 'neo4j-lists',
    ...peer('neo4j-graphql'),
    unordered: true,
  },
  {
    name: 'neo4j-graphql-connections',
    title: '@neo4j/graphql, sorted connections',
    engine: 'neo4j',
    dialect: 'neo4j-connections',
    ...peer('neo4j-graphql'),
  },
  {
    name: 'handwritten-neo4j',
    title: 'node:http, one hand-tuned statement',
    engine: 'neo4j',
    dialect: 'handwritten',
    ...peer('handwritten'),
  },
];
