import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../tools/free-port.ts';
import { projectFolder } from '../../tools/project-folder.ts';
import { pinned } from './pinned.ts';
import type { Variant } from './variant.ts';

/** Where the data is. The product is told by its own settings, the peers by theirs. */
export interface Place {
  readonly folder?: string;
  readonly neo4jUri?: string;
}

export interface RunningServer {
  readonly variant: Variant;
  readonly pid: number;
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Further options of node, in front of the script. */
  readonly nodeOptions?: readonly string[];
}

const timeout = 30_000;
export const databaseFileName = 'evidence-graph.sqlite';

/** Starts the server of a variant on the core for servers and waits until it answers. */
export async function startServer(
  variant: Variant,
  place: Place,
  { nodeOptions = [] }: StartOptions = {},
): Promise<RunningServer> {
  const port = await freePort();
  const [script = '', ...words] = variant.command;
  const [command, ...parts] = pinned('server', [
    process.execPath,
    ...(variant.nodeOptions ?? []),
    ...nodeOptions,
    join(projectFolder, script),
    ...words,
  ]);
  const server = spawn(command ?? '', parts, {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      ...storeOf(place),
      ...variant.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answering(origin, server);
  } catch (error) {
    server.kill('SIGKILL');
    throw new Error(`${variant.name} did not start: ${String(error)}\n${output.slice(-2000)}`, { cause: error });
  }
  return {
    variant,
    pid: server.pid ?? 0,
    url: origin + variant.path,
    process: server,
    async stop() {
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(timer);
    },
  };
}

function storeOf({ folder, neo4jUri }: Place): Record<string, string> {
  if (neo4jUri !== undefined) return { NEO4J_URI: neo4jUri };
  return folder === undefined ? {} : { DATA_DIR: folder, DATABASE_FILE: join(folder, databaseFileName) };
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + timeout;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`it ended with ${server.exitCode}`);
    const answered = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (Date.now() > until) throw new Error('it did not answer in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
