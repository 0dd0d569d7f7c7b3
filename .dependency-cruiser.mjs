/** Room → rooms it may import from; `support` is open to all. Widening this table takes a decision note. */
const rooms = {
  support: [],
  domain: [],
  store: ['domain'],
  web: [],
  access: ['domain', 'store'],
  curation: ['domain', 'store', 'access'],
  analysis: ['domain', 'store'],
  exchange: ['domain', 'store', 'curation'],
  // A backup is audited when it is made (decision 0030).
  backup: ['domain', 'store', 'analysis/audit'],
  graphql: ['domain', 'store', 'access', 'curation', 'analysis', 'exchange/references'],
  http: ['graphql', 'access', 'domain/errors'],
  cli: [
    ...['domain', 'access', 'curation', 'analysis', 'exchange', 'backup', 'http', 'compose', 'config'],
    // Commands take ids of what was merged away.
    'store/aliases',
    // Documents of clients are checked against the schema.
    ...['graphql/build-evidence-schema', 'graphql/persisted'],
  ],
};

/** The same for the rooms inside `curation`: nothing leads back up, and none knows the door, `curation.ts`. */
const roomsOfCuration = {
  requests: [],
  sources: [],
  suggestions: [],
  drafts: ['requests'],
  verbs: ['drafts', 'requests'],
  revisions: ['verbs', 'drafts', 'requests'],
  reservations: ['drafts'],
  notices: ['drafts', 'requests'],
  merging: ['notices', 'reservations', 'drafts', 'requests'],
  proposals: ['verbs', 'drafts', 'reservations', 'sources', 'requests'],
  imports: ['proposals', 'reservations', 'sources', 'requests'],
};

const inside = (room) => `^src/${room}(/|[.]ts$)`;
const adapter = '^src/store/(?:embedded|neo4j)/';

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    // Imports of types count: two files that need each other's types are one thing cut in two, or a type is out of place.
    forbid('no-cycles', {}, { circular: true }),
    ...Object.entries(rooms).map(([room, doors]) =>
      forbid(
        `${room}-keeps-its-doors`,
        { path: inside(room) },
        { path: '^src/', pathNot: [room, 'support', ...doors].map(inside) },
      ),
    ),
    ...Object.entries(roomsOfCuration).map(([room, doors]) =>
      forbid(
        `curation-${room}-keeps-its-doors`,
        { path: `^src/curation/${room}/` },
        { path: '^src/curation/', pathNot: [room, ...doors].map((door) => `^src/curation/${door}/`) },
      ),
    ),
    forbid('adapters-only-at-the-root', { path: '^src/', pathNot: ['^src/compose[.]ts$', adapter] }, { path: adapter }),
    forbid(
      'adapters-are-strangers',
      { path: '^src/store/(embedded|neo4j)/' },
      { path: adapter, pathNot: '^src/store/$1/' },
    ),
    forbid(
      'driver-stays-home',
      { path: '^src/', pathNot: ['^src/store/neo4j/'] },
      { path: 'node_modules/neo4j-driver' },
    ),
    forbid(
      'model-knows-no-subject',
      { path: '^src/graphql/model/' },
      { path: '^src/graphql/(.+/|resolvers|build)', pathNot: '^src/graphql/(model|plan)/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
