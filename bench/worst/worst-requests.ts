/** A legal request that costs, or could cost, too much; `variables` where it has some. */
export interface WorstRequest {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));
const aliased = (count: number, field: (index: number) => string) =>
  `{${times(count, (index) => `a${index}:${field(index)}`).join(' ')}}`;

const counting = (kind: string, filter: string) => `{${kind}(first:1 filter:${filter}){totalCount}}`;
const countingFindings = 'query($f:FindingFilter){findings(first:1 filter:$f){totalCount}}';
const letters = 'abcdefghijklmnoprstu'.split('');

/** One and two letters, a hundred in all. */
const beginnings = times(100, (index) => letters[index % 20] + (index < 20 ? '' : (letters[(index * 7) % 20] ?? '')));

const facets = ['topics', 'outcomes', 'populations', 'jurisdictions', 'interventions'];
const nobody = { id: ['claim:nothing-of-this-name'] };
const byFacets = (some: object) => Object.fromEntries(facets.map((facet) => [facet, { none: { claims: { some } } }]));

const samePlace = (levels: number): string =>
  levels === 0
    ? '{id:"claim:nothing-of-this-name"}'
    : `{jurisdictions:{some:{claims:{some:${samePlace(levels - 1)}}}}}`;

/** Asked of graphs of any size; ids are those of the graph that `bench/questions` makes. */
export const worstRequests: readonly WorstRequest[] = [
  { name: 'hub: no such topic', query: counting('findings', '{topics:{some:{id:"topic:none"}}}') },
  {
    name: 'hub: topic of no finding',
    query: counting('findings', '{topics:{some:{findings:{some:{id:"finding:none"}}}}}'),
  },
  { name: 'place of no claim', query: counting('claims', '{jurisdictions:{some:{claims:{some:{id:"claim:none"}}}}}') },
  {
    name: 'none in some in none',
    query: counting('sources', '{findings:{none:{reportedIn:{some:{findings:{none:{search:"zzzz"}}}}}}}'),
  },
  {
    name: '20 searches of a letter',
    query: aliased(20, (index) => `search(text:"${letters[index]}" first:100){totalCount nodes{id}}`),
  },
  {
    name: '20 searches of nine words',
    query: aliased(
      20,
      (index) => `search(text:"among the in to for on people who ${letters[index]}" first:100){totalCount nodes{id}}`,
    ),
  },
  {
    name: 'any of 100 searches',
    query: countingFindings,
    variables: { f: { any: beginnings.map((search) => ({ search })) } },
  },
  {
    name: 'any of 5,000',
    query: countingFindings,
    variables: { f: { any: times(5_000, (index) => ({ id: [`finding:none-${index}`] })) } },
  },
  {
    name: 'a page that nothing fills',
    query:
      '{findings(first:100 orderBy:UPDATED_AT_DESC filter:{not:{kind:[EFFECT_ESTIMATE,DESCRIPTIVE_STATISTIC,COST]}}){nodes{id}}}',
  },
  {
    name: '10,000 nodes, all attributes',
    query:
      '{findings(first:99){edges{cursor node{id label text kind period version createdAt updatedAt reportedIn(first:100){edges{cursor node{id label title kind issued createdAt updatedAt}}}}}}}',
  },
  {
    name: '100 ids with pages',
    query: 'query($i:[ID!]!){nodes(ids:$i){... on Study{id findings(first:99){totalCount nodes{id text}}}}}',
    variables: { i: times(100, (index) => `study:bench-${index}`) },
  },
  { name: 'chain backward', query: '{chain(id:"source:bench-0" direction:BACKWARD maxPaths:1000){nodes{id}}}' },
  {
    name: '100 × 29 chains',
    query: `{recommendations(first:100){nodes{id ${times(29, (index) => `c${index}:chain(maxPaths:${1000 - index}){nodes{id}}`).join(' ')}}}}`,
  },
  {
    name: '100 × 29 indications',
    query: `{claims(first:100){nodes{${times(29, (index) => `c${index}:indication(jurisdiction:"jurisdiction:bench-${index % 4}" outcome:"outcome:bench-${index}"){status}`).join(' ')}}}}`,
  },
  {
    name: 'impact of 100 sources',
    query: 'query($a:[ID!]!){impact(id:"source:bench-0" alsoIds:$a){counts{class count} affected{entry{id}}}}',
    variables: { a: times(99, (index) => `source:bench-${index + 1}`) },
  },
  {
    name: 'gap map 200 × 200',
    query: '{gapMap(mostRows:200 mostColumns:200){claims cells{__typename} rows{id} columns{id}}}',
  },
  { name: 'contradictions', query: '{contradictions(first:500){examined inAll items{__typename}}}' },
  { name: 'overview', query: '{overview{shares{part whole}}}' },
  { name: 'groundings', query: '{groundings(first:100){examined nodes{flags{flag}}}}' },
  {
    name: '20 scans for research',
    query: aliased(20, (index) => `researchRecommendations(first:${100 - index}){examined}`),
  },
  { name: '990 fields of one name', query: `{claims{${'totalCount '.repeat(990)}}}` },
  {
    name: '20 pages of the history',
    query: aliased(20, (index) => `changes(after:${index * 1000} first:100){__typename}`),
  },
  {
    name: 'five facets by claims, twice',
    query: 'query($f:ClaimFilter){claims(first:1 filter:$f){totalCount}}',
    variables: { f: byFacets(byFacets(nobody)) },
  },
  { name: '16 times one filter', query: aliased(16, () => `claims(first:1 filter:${samePlace(2)}){totalCount}`) },
];
