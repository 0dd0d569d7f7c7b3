import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestProject } from 'vitest/node';
import { neo4jReleases } from '../../tools/neo4j-release.ts';
import type { Neo4jServer } from '../../tools/neo4j-server.ts';
import { startOwnServer } from '../../tools/start-own-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where files of tests lend servers, see {@link setup}. */
    readonly serverPool: string;
  }
}

/** A server of the pool, and whether some file of tests has it. */
interface Lent {
  readonly lane: string;
  readonly server: Promise<Neo4jServer>;
  isFree: boolean;
}

/**
 * Lends servers to files of tests, in the process that outlives them all: `POST /<lane>` gives the address of one that
 * nobody else has, `DELETE /` with such an address gives it back. A database that has just started plans and compiles each
 * question for the first time, so the next file is quicker on one that has run before. None starts before it is asked for.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const pool: Lent[] = [];
  const pooled = createServer((request, response) => {
    answer(pool, request).then(
      (answered) => response.end(answered),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => pooled.listen(0, '127.0.0.1', resolve));
  project.provide('serverPool', `http://127.0.0.1:${(pooled.address() as AddressInfo).port}`);
  return async () => {
    pooled.close();
    for (const { server } of pool) await (await server).stop();
  };
}

async function answer(pool: Lent[], request: IncomingMessage): Promise<string> {
  const lane = (request.url ?? '').slice(1);
  if (request.method === 'POST') return (await lend(pool, lane)).uri;
  const uri = await text(request);
  for (const lent of pool) if ((await lent.server).uri === uri) lent.isFree = true;
  return '';
}

async function lend(pool: Lent[], lane: string): Promise<Neo4jServer> {
  const free = pool.find((lent) => lent.lane === lane && lent.isFree);
  const lent = free ?? { lane, server: started(lane), isFree: false };
  lent.isFree = false;
  if (!free) pool.push(lent);
  return lent.server;
}

async function started(lane: string): Promise<Neo4jServer> {
  const release = neo4jReleases.find((candidate) => candidate.lane === lane);
  if (!release) throw new Error(`There is no lane ${lane}.`);
  return startOwnServer(release);
}
