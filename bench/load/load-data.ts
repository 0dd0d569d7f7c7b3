import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Loaded {
  readonly seconds: number;
  readonly edges: number;
  /** Of the loading process. */
  readonly peakBytes: number;
  /** Processor time of the loading process. */
  readonly cpuSeconds: number;
}

/** Loads the graph of a scale through the product's own `write`, in a process of its own; `least` nodes and edges in one change, or all. */
export async function loadData(
  scale: number,
  settings: Readonly<Record<string, string>>,
  least?: number,
): Promise<Loaded> {
  const script = fileURLToPath(new URL('load-process.js', import.meta.url));
  const loader = spawn(process.execPath, [script, String(scale), ...(least === undefined ? [] : [String(least)])], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  loader.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const code = await new Promise<number | null>((resolve) => loader.once('close', resolve));
  if (code !== 0) throw new Error(`Loading ended with ${code}.`);
  return JSON.parse(output) as Loaded;
}
