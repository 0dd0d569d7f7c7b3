/*
 * Which tests run when. `npm test` and CI run what belongs to every change, and what belongs to the rooms that were changed;
 * `npm run test:full` runs all of it, and more drawn cases, before a release. A file of tests that no row names belongs to
 * every change.
 */

const lock = 'package-lock.json';
const answering = ['src/store/', 'src/graphql/', 'src/http/', 'tests/operations/', lock];
const neo4j = ['src/store/neo4j/', 'tests/neo4j/', 'tests/lanes/', 'tools/', lock];
const processes = ['src/http/', 'src/cli/', 'src/backup/', 'src/store/embedded/', 'src/main.ts', lock];

/** Tests in which a database is frozen, cut off or killed: whether it is heard in time depends on what else runs. */
export const alone = ['neo4j-failures', 'lost-commits', 'slow-server', 'lost-connections', 'cold-start'].map(
  (name) => `tests/neo4j/${name}.test.ts`,
);

/**
 * Each row names files or folders of tests (or a lane of Neo4j, a major version of Node, a script of package.json), and how the
 * paths begin of which one has to be changed for it to run. Without any it runs before a release only.
 *
 * @type {readonly {
 *   readonly name: string, readonly changed: readonly string[], readonly tests?: readonly string[],
 *   readonly lane?: string, readonly major?: number, readonly script?: readonly string[],
 * }[]}
 */
export const suites = [
  { name: 'Neo4j 2026', lane: 'neo4j-2026', changed: [...neo4j, 'tests/contract/'] },
  {
    name: 'a database that fails, is slow or has just started',
    tests: alone,
    changed: neo4j,
  },
  {
    name: 'backups of Neo4j',
    tests: ['tests/backup/backup.neo4j.test.ts', 'tests/neo4j/shared-database.test.ts'],
    changed: [...neo4j, 'src/backup/', 'src/analysis/audit/', 'src/domain/', 'tests/backup/'],
  },
  {
    name: 'processes that are killed',
    tests: [
      'tests/http/killed-server.test.ts',
      'tests/workers/ended-server.test.ts',
      'tests/embedded/durability.test.ts',
      'tests/backup/write-storms.test.ts',
    ],
    changed: processes,
  },
  {
    name: 'greedy clients, and thousands of connections',
    tests: ['tests/load'],
    changed: ['src/http/', 'tests/load/', lock],
  },
  {
    name: 'requests that cost too much',
    tests: ['tests/work/worst-requests.test.ts'],
    changed: [...answering, 'src/analysis/', 'tests/work/'],
  },
  {
    name: 'generated operations',
    tests: ['tests/operations/differential.test.ts', 'tests/workers/same-answers.test.ts'],
    changed: answering,
  },
  {
    name: 'what nobody may see',
    tests: ['tests/curation/invisible.test.ts'],
    changed: ['src/curation/', 'src/store/', 'src/access/', 'tests/curation/', lock],
  },
  { name: 'pages in a browser', tests: ['tests/browser'], changed: ['src/web/', 'src/http/', 'tests/browser/', lock] },
  {
    name: 'the package, installed elsewhere',
    tests: ['tests/packed/packed.test.ts'],
    changed: ['package.json', lock, 'tsconfig.json', 'src/cli/', 'src/web/vite.config.ts', 'tools/', 'tests/packed/'],
  },
  { name: 'Node 22', major: 22, changed: [] },
  { name: 'Node 24', major: 24, changed: [lock] },
  { name: 'floors beside peers', script: ['bench', '--quick', '--gate'], changed: [...answering, 'bench/'] },
];

/** Folders of tests that need a database, a browser or many processes, and get the machine to themselves. */
export const withServers = [
  'neo4j',
  'operations',
  'curation',
  'analysis',
  'audit',
  'backup',
  'browser',
  'load',
  'work',
  'workers',
].map((name) => `tests/${name}`);

/** Folders of tests that another version of Node could break. */
export const onOtherNodes = ['domain', 'embedded', 'exchange', 'graphql', 'http', 'cli'].map((name) => `tests/${name}`);
