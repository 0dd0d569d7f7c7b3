import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import type { Neo4jRelease } from './neo4j-release.ts';

/** A server of our own on loopback, with an empty data folder that goes with it, unless it is given a home to keep. */
export interface Neo4jServer {
  readonly uri: string;
  /** The process id of the server, which changes when it is started again. */
  pid(): number;
  /** Ends the process at once, as a crash would. The data stays for {@link Neo4jServer.start}. */
  kill(): Promise<void>;
  /** Holds the process: it keeps its connections and says nothing. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Ends it for good and removes its data; a home that was given is left in order, for another start. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly release: Neo4jRelease;
  readonly java: string;
  readonly jars: string;
  /** Only for a server that asks for it. The user is `neo4j`. */
  readonly password?: string;
  /** A folder whose data is kept. */
  readonly home?: string;
  /** For a server that is measured, which then compiles as in production; others are small and soon quick. */
  readonly memory?: { readonly heap: string; readonly pageCache: string };
}

const timeout = 120_000;

/**
 * The shell ends the server when its own input closes, and that closes when the test process dies, however it dies.
 * The first line it prints is the process id of the server.
 */
const supervisor =
  'exec 3<&0; "$@" 3<&- & server=$!; echo "pid $server"; { cat <&3 >/dev/null; kill -9 $server; } 2>/dev/null & wait $server';

const opened = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];

export async function startNeo4jServer(options: ServerOptions): Promise<Neo4jServer> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'evidence-graph-neo4j-'));
  const port = await freePort();
  writeConfiguration(home, port, options);
  if (options.password !== undefined) await setPassword(options, home, options.password);
  let running = await boot(options, home);
  const kill = async () => {
    process.kill(running.pid, 'SIGKILL');
    running.shell.stdin?.end();
    await running.ended;
  };
  const end = async () => {
    const exited = new Promise((resolve) => running.shell.once('exit', resolve));
    process.kill(running.pid, 'SIGTERM');
    await exited;
    running.shell.stdin?.end();
    await running.ended;
  };
  return {
    uri: `bolt://127.0.0.1:${port}`,
    pid: () => running.pid,
    kill,
    freeze: () => void process.kill(running.pid, 'SIGSTOP'),
    thaw: () => void process.kill(running.pid, 'SIGCONT'),
    async start() {
      running = await boot(options, home);
    },
    async stop() {
      if (options.home !== undefined) return end();
      if (running.shell.exitCode === null) await kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function writeConfiguration(home: string, port: number, { password, memory }: ServerOptions): void {
  mkdirSync(join(home, 'conf'), { recursive: true });
  const settings = [
    'server.default_listen_address=127.0.0.1',
    'server.bolt.enabled=true',
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    `dbms.security.auth_enabled=${password !== undefined}`,
    'db.tx_log.preallocate=false',
    `server.memory.pagecache.size=${memory?.pageCache ?? '64m'}`,
    'dbms.usage_report.enabled=false',
  ];
  writeFileSync(join(home, 'conf/neo4j.conf'), `${settings.join('\n')}\n`);
}

function javaArguments({ release, jars, memory }: ServerOptions, mainClass = release.mainClass): string[] {
  const opens = opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  // All of the heap from the start, as Neo4j's manual advises: growing takes full collections.
  const measured = memory && [`-Xms${memory.heap}`, `-Xmx${memory.heap}`];
  // A server that lives for a minute spends most of it on compiling well what it does a few times.
  const quick = ['-Xms256m', '-Xmx2g', '-XX:TieredStopAtLevel=1'];
  return [...(measured ?? quick), '-XX:+UseParallelGC', ...opens, '-cp', `${jars}/*`, mainClass];
}

interface Running {
  readonly shell: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<void>;
}

async function boot(options: ServerOptions, home: string): Promise<Running> {
  const places = [`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`, '--console-mode'];
  const command = [options.java, ...javaArguments(options), ...places];
  const shell = spawn('sh', ['-c', supervisor, 'neo4j', ...command], { stdio: ['pipe', 'pipe', 'pipe'], cwd: home });
  const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
  const output = await started(shell);
  return { shell, ended, pid: Number(/^pid (\d+)/u.exec(output)?.[1]) };
}

function started(shell: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('was not ready in time'), timeout);
    const fail = (why: string) => {
      clearTimeout(timer);
      shell.stdin?.end();
      reject(new Error(`Neo4j ${why}:\n${output}`));
    };
    const listen = (text: Buffer) => {
      output += text.toString();
      if (!output.includes('Started.')) return;
      clearTimeout(timer);
      resolve(output);
    };
    shell.stdout?.on('data', listen);
    shell.stderr?.on('data', listen);
    shell.once('error', (error) => fail(error.message));
    shell.once('close', (code) => fail(`ended with ${code}`));
  });
}

/** The server's own administration tool, from the same jars. */
async function setPassword(options: ServerOptions, home: string, password: string): Promise<void> {
  const places = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  const command = [...javaArguments(options, 'org.neo4j.cli.AdminTool'), 'dbms', 'set-initial-password', password];
  const tool = spawn(options.java, command, { stdio: ['ignore', 'pipe', 'pipe'], env: places });
  let output = '';
  for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((resolve) => tool.once('close', resolve));
  if (code !== 0) throw new Error(`Neo4j took no password: ${output}`);
}
