import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinned } from '../servers/pinned.ts';

/** What the driver is to send. */
export interface Drive {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly amount: number;
  readonly freshWord?: string;
  /** The server's process, and that of its database where that is another. */
  readonly serverPid: number;
  readonly databasePid: number | undefined;
}

export interface Driven {
  readonly requests: number;
  readonly failed: number;
  readonly seconds: number;
  /** Processor time in microseconds. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
}

export interface Driver {
  drive(drive: Drive): Promise<Driven>;
  stop(): void;
}

/** Starts the client process on its core. It sends one drive at a time. */
export function startDriver(): Driver {
  const script = fileURLToPath(new URL('driver-process.js', import.meta.url));
  const [command = '', ...parts] = pinned('driver', [process.execPath, script]);
  const client = spawn(command, parts, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    drive: (drive) =>
      new Promise((resolve, reject) => {
        client.once('message', (answer: { readonly driven?: Driven; readonly error?: string }) => {
          if (answer.driven) resolve(answer.driven);
          else reject(new Error(answer.error));
        });
        client.send(drive);
      }),
    stop: () => void client.kill(),
  };
}
