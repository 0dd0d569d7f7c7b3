import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { residentBytes } from '../../bench/measure/process-figures.ts';
import { freePort } from '../../tools/free-port.ts';
import { projectFolder } from '../../tools/project-folder.ts';

/** The server as it is started for use, in a process of its own. `npm run build` comes first. */
export interface ServedProcess {
  readonly port: number;
  /** What it logged so far, parsed. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** The most memory that it had, looked at ten times a second. */
  peakBytes(): number;
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code. */
  stop(): Promise<unknown>;
}

export async function serveProcess(settings: Readonly<Record<string, string>>): Promise<ServedProcess> {
  const port = await freePort();
  const options = ['--max-semi-space-size=8', '--no-allocation-site-pretenuring'];
  const server = spawn(process.execPath, [...options, join(projectFolder, 'dist/main.js'), 'serve'], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', MALLOC_ARENA_MAX: '1', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  const lines: Record<string, unknown>[] = [];
  let rest = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter((part) => part !== '').map((part) => JSON.parse(part) as Record<string, unknown>));
  });
  let peak = 0;
  const looking = setInterval(() => (peak = Math.max(peak, residentBytesOf(server.pid))), 100);
  await answering(`http://127.0.0.1:${port}${settings['BASE_PATH'] ?? ''}/health/ready`);
  return {
    port,
    lines,
    peakBytes: () => peak,
    signal: (name) => void server.kill(name),
    async stop() {
      clearInterval(looking);
      server.kill('SIGTERM');
      const late = setTimeout(() => server.kill('SIGKILL'), 20_000);
      const [code] = await ended;
      clearTimeout(late);
      return code;
    },
  };
}

async function answering(url: string): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await after(50)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`${url} does not answer.`);
}

function residentBytesOf(pid = 0): number {
  try {
    return residentBytes(pid);
  } catch {
    // It has just ended.
    return 0;
  }
}
