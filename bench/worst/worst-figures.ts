import { setTimeout as wait } from 'node:timers/promises';
import { EvidenceData } from '../graph/evidence-data.ts';
import { changeSetOf } from '../graph/change-set-of.ts';
import { openBuiltStore } from '../load/built-store.ts';
import { questionData } from '../questions/question-data.ts';
import { tell } from '../report/progress.ts';
import { onEachEngine } from '../servers/own-engine.ts';
import type { Engine } from '../servers/variant.ts';
import { serveProduct, type ServedProduct } from './served-product.ts';
import { SecondClient, type Waits } from './second-client.ts';
import { worstRequests, type WorstRequest } from './worst-requests.ts';

/** What became of one request, and of whoever asked for next to nothing meanwhile. */
export interface WorstFigure {
  readonly engine: Engine;
  readonly request: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly waits: Waits;
}

export interface CrowdFigure {
  readonly engine: Engine;
  /** Answers and refusals by their status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowest: number;
  readonly waits: Waits;
  readonly liveness: Waits;
  /** All processes of the server summed, over the whole run. */
  readonly peakBytes: number;
}

export interface SecondCoreFigure {
  readonly engine: Engine;
  /** Requests in a second on one core and on two. */
  readonly one: number;
  readonly two: number;
}

export interface WorstFigures {
  readonly requests: readonly WorstFigure[];
  readonly crowds: readonly CrowdFigure[];
  readonly cores: readonly SecondCoreFigure[];
}

/** A hub of 10,000 findings, and a graph with everything that questions look at. */
const hubScale = 0.1;
const questionScale = { quick: 0.1, full: 1 } as const;
const [clients, crowdSeconds, coreSeconds] = [16, 20, 6];

export async function worstFigures(quick: boolean): Promise<WorstFigures> {
  const engines = await onEachEngine(async (engine, settings) => {
    await load(settings, questionScale[quick ? 'quick' : 'full']);
    tell(`${engine}: the graph is there`);
    const product = await serveProduct(settings);
    try {
      const requests = await oneByOne(engine, product);
      const crowd = await allAtOnce(engine, product);
      return { requests, crowd, core: engine === 'embedded' ? await secondCore(engine, settings) : undefined };
    } finally {
      await product.stop();
    }
  });
  return {
    requests: engines.flatMap(({ requests }) => requests),
    crowds: engines.map(({ crowd }) => crowd),
    cores: engines.flatMap(({ core }) => core ?? []),
  };
}

async function load(settings: Readonly<Record<string, string>>, scale: number): Promise<void> {
  const store = await openBuiltStore(settings);
  await store.write(changeSetOf(new EvidenceData(hubScale)));
  await store.write(questionData(scale));
  await store.close();
}

const nothing: WorstRequest = { name: 'nothing', query: '{__typename}' };

async function oneByOne(engine: Engine, product: ServedProduct): Promise<WorstFigure[]> {
  const figures: WorstFigure[] = [];
  for (const request of worstRequests) {
    const second = new SecondClient(() => product.ask(nothing));
    await wait(100);
    const { status, milliseconds } = await timed(product, request);
    await wait(100);
    const waits = await second.stop();
    figures.push({ engine, request: request.name, status, milliseconds, waits });
    tell(
      `${engine}: ${request.name}: ${status} in ${milliseconds.toFixed(0)} ms, others waited ${waits.most.toFixed(0)}`,
    );
  }
  return figures;
}

async function timed(product: ServedProduct, request: WorstRequest) {
  const started = performance.now();
  const response = await product.ask(request);
  await response.text();
  return { status: response.status, milliseconds: performance.now() - started };
}

/** Each client has a request of its own, and asks it again and again. */
async function allAtOnce(engine: Engine, product: ServedProduct): Promise<CrowdFigure> {
  const until = performance.now() + crowdSeconds * 1000;
  const statuses: Record<string, number> = {};
  let slowest = 0;
  const second = new SecondClient(() => product.ask(nothing));
  const liveness = new SecondClient(() => product.live());
  const crowd = Array.from({ length: clients }, async (_, client) => {
    const own = worstRequests.filter((__, index) => index % clients === client);
    for (let turn = 0; performance.now() < until; turn += 1) {
      const { status, milliseconds } = await timed(product, own[turn % own.length] ?? nothing);
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowest = Math.max(slowest, milliseconds);
    }
  });
  await Promise.all(crowd);
  const figure = {
    engine,
    statuses,
    slowest,
    waits: await second.stop(),
    liveness: await liveness.stop(),
    peakBytes: product.peakBytes(),
  };
  tell(
    `${engine}: ${clients} clients at once: ${JSON.stringify(statuses)}, others waited ${figure.waits.p99.toFixed(0)} ms (p99)`,
  );
  return figure;
}

/** A filter that takes milliseconds and holds no two answers alike. */
const slowish = (turn: number): WorstRequest => ({
  name: 'slowish',
  query: 'query($n:String!){claims(first:3 filter:{topics:{some:{claims:{some:{search:$n}}}}}){totalCount}}',
  variables: { n: `in a${'abcdefghij'[turn % 10]}` },
});

async function secondCore(engine: Engine, settings: Readonly<Record<string, string>>): Promise<SecondCoreFigure> {
  const measured = async (cores: string) => {
    const product = await serveProduct({ ...settings, RESPONSE_CACHE: 'off' }, cores);
    try {
      await ratePerSecond(product, 2);
      return await ratePerSecond(product, coreSeconds);
    } finally {
      await product.stop();
    }
  };
  return { engine, one: await measured('1'), two: await measured('0,1') };
}

async function ratePerSecond(product: ServedProduct, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  const asking = Array.from({ length: clients }, async (_, client) => {
    for (let turn = client; performance.now() < until; turn += 1) {
      const { status } = await timed(product, slowish(turn));
      if (status === 200) answered += 1;
    }
  });
  await Promise.all(asking);
  return answered / seconds;
}
