import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { findJava } from '../../tools/find-java.ts';
import { whyNoJars } from '../../tools/neo4j-jars.ts';
import { neo4jReleases, type Neo4jRelease } from '../../tools/neo4j-release.ts';
import { emptyDatabase, runCypher } from '../neo4j/empty-database.ts';

/** Where a lane's server answers. */
export interface Neo4jAddress {
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
}

/** One Neo4j that tests run on; `reason` says why it cannot run here. */
export interface Neo4jLane {
  readonly name: string;
  readonly reason: string | undefined;
  /** Absent for a server that is not ours to start and stop. */
  readonly release?: Neo4jRelease;
  start(): Promise<{ readonly address: Neo4jAddress; stop(): Promise<void> }>;
}

/**
 * The lanes: both releases, but for those that this run leaves out, or the one server at `NEO4J_URI`. **Tests empty the
 * database they are given.**
 */
function neo4jLanes(): readonly Neo4jLane[] {
  const left = (process.env['EVIDENCE_GRAPH_LEAVE_LANES'] ?? '').split(',');
  return given ? [given] : neo4jReleases.map(laneOf).filter(({ name }) => !left.includes(name));
}

const given = await laneOfEnvironment();

/** A server that is not ours is refused where it holds something, unless its owner says that all of it may go. */
async function laneOfEnvironment(): Promise<Neo4jLane | undefined> {
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password } = process.env;
  if (uri === undefined || uri === '') return undefined;
  const address = { uri, ...(user !== undefined && { user }), ...(password !== undefined && { password }) };
  return {
    name: 'neo4j-uri',
    reason: await whyNotTouched(address, process.env['EVIDENCE_GRAPH_EMPTY_DATABASE']),
    // What the tests leave behind goes, so that the next file finds the database empty.
    start: async () => ({ address, stop: () => emptyDatabase(address) }),
  };
}

/** Why tests may not run on a database that is not theirs, or `undefined` where they may. */
export async function whyNotTouched(address: Neo4jAddress, consent: string | undefined): Promise<string | undefined> {
  if (consent === 'yes') return undefined;
  try {
    const { records } = await runCypher(address, 'MATCH (n) RETURN n LIMIT 1');
    if (records.length === 0) return undefined;
  } catch (error) {
    return `the database at NEO4J_URI does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
  return 'the database at NEO4J_URI is not empty and tests would empty it: set EVIDENCE_GRAPH_EMPTY_DATABASE=yes to let them';
}

function laneOf(release: Neo4jRelease): Neo4jLane {
  return {
    name: release.lane,
    reason: findJava(release.java) === undefined ? `there is no JDK ${release.java}` : whyNoJars(release),
    release,
    async start() {
      const pool = inject('serverPool');
      const uri = await asked(`${pool}/${release.lane}`, { method: 'POST' });
      await emptyDatabase({ uri });
      return { address: { uri }, stop: async () => void (await asked(pool, { method: 'DELETE', body: uri })) };
    },
  };
}

async function asked(url: string, request: RequestInit): Promise<string> {
  const response = await fetch(url, request);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/**
 * A `describe` for each lane. A lane that cannot run is skipped with the reason in its title, unless
 * `EVIDENCE_GRAPH_REQUIRE_LANES` (names, parted by commas) asks for it: then it fails.
 */
export function describeLanes(title: string, body: (lane: Neo4jLane) => void): void {
  for (const lane of neo4jLanes()) describeLane(title, lane, body);
}

/**
 * A `describe` for one lane, where what is tested lies in our own code: the preferred one, or another where that one can
 * not run here. What a release may do in its own way is a sentence of the contract, which runs on every lane.
 */
export function describeOneLane(title: string, preferred: string, body: (lane: Neo4jLane) => void): void {
  const lanes = neo4jLanes();
  const able = lanes.filter(({ name, reason }) => reason === undefined || isRequired(name));
  const lane = able.find(({ name }) => name === preferred) ?? able[0] ?? lanes[0];
  if (lane) describeLane(title, lane, body);
}

function describeLane(title: string, lane: Neo4jLane, body: (lane: Neo4jLane) => void): void {
  if (lane.reason === undefined) describe(`${title} on ${lane.name}`, () => body(lane));
  else if (isRequired(lane.name)) describe(`${title} on ${lane.name}`, () => it('can run here', () => refuse(lane)));
  else describe.skip(`${title} on ${lane.name}: skipped, ${lane.reason}`, () => body(lane));
}

const isRequired = (name: string) => (process.env['EVIDENCE_GRAPH_REQUIRE_LANES'] ?? '').split(',').includes(name);

function refuse({ name, reason }: Neo4jLane): never {
  throw new Error(`The lane ${name} is required and cannot run: ${reason}.`);
}

/** Boots the lane's server once for the tests around, and says where it is. */
export function useLane(lane: Neo4jLane): () => Neo4jAddress {
  let running: Awaited<ReturnType<Neo4jLane['start']>> | undefined;
  beforeAll(async () => {
    running = await lane.start();
  }, 180_000);
  afterAll(async () => running?.stop(), 60_000);
  return () => {
    if (!running) throw new Error(`The server of ${lane.name} is not running.`);
    return running.address;
  };
}
