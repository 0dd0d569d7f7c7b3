import autocannon from 'autocannon';
import { cpuMicroseconds, cpuMicrosecondsOfThreads } from './process-figures.ts';
import type { Drive, Driven } from './drive.ts';

/*
 * The client, in a process and on a core of its own. It sends a fixed number of requests, so that at the end none is
 * half done, and reads the processor time of the server around them.
 */

let fresh = 0;

process.on('message', (drive: Drive) => {
  run(drive).then(
    (driven) => process.send?.({ driven }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function run({ url, bodies, connections, amount, freshWord, serverPid, databasePid }: Drive): Promise<Driven> {
  let next = 0;
  const bodyOf = () => {
    const body = bodies[next % bodies.length] ?? '';
    next += 1;
    if (freshWord === undefined || !body.includes(freshWord)) return body;
    fresh += 1;
    return body.replaceAll(freshWord, `unseen${process.pid}x${fresh}`);
  };
  const latencies: number[] = [];
  const used = () => ({
    server: cpuMicrosecondsOfThreads(serverPid),
    database: databasePid === undefined ? 0 : cpuMicroseconds(databasePid),
  });
  const before = used();
  const started = performance.now();
  let finished = started;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        amount,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        timeout: 60,
        sampleInt: 20,
        requests: [{ setupRequest: (request: object) => ({ ...request, body: bodyOf() }) }],
      },
      (error: Error | null, done: autocannon.Result) => (error ? reject(error) : resolve(done)),
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      finished = performance.now();
    });
  });
  const after = used();
  const failed = result.errors + result.timeouts + result.non2xx;
  return {
    requests: latencies.length,
    failed,
    seconds: (finished - started) / 1000,
    serverCpu: after.server - before.server,
    databaseCpu: after.database - before.database,
    latencies,
  };
}
