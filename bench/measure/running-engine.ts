import { chain } from '../reads/chain.ts';
import type { Read } from '../reads/read.ts';
import { neededOf } from '../report/targets.ts';
import { elapsedSeconds, tell } from '../report/progress.ts';
import type { RunningServer } from '../servers/start-server.ts';
import type { Variant } from '../servers/variant.ts';
import { sumOf, tellsOf, type Cell } from './cell.ts';
import { chosenReads, type CheckedEngine } from './check-engine.ts';
import { startDriver } from './drive.ts';
import { measureReads, secondsOf, warmReads, type Entrant } from './measure-read.ts';
import { timeoutsOf } from './timeouts.ts';
import { beginWeighing, missingSeconds, peakUnderLoad } from './peak-under-load.ts';
import { bodiesOf } from './samples.ts';

/** Reads in the order of the bench; those that are compared with each other are measured together, in turns. */
type Group = readonly Entrant[];

/** Of the time of what targets are made from, and of the load before memory is weighed. */
const [shareOfOthers, loadOfOthers] = [0.3, 0.1];
/** Of a window: what it takes at least. */
const leastSeconds = 0.2;
/** Of a window: what is enough to measure more than what targets are made from, beside that and behind it. */
const enoughSeconds = { needed: 0.5, others: 0.3 } as const;

/** The servers of one engine, running; they stay warm from one measurement to the next. */
export class RunningEngine {
  readonly #checked: CheckedEngine;
  readonly #servers: readonly RunningServer[];
  readonly #driver = startDriver();
  readonly #groups: readonly Group[];
  /** Memory of those that were weighed for this measurement, by variant. */
  readonly #peaks = new Map<string, number>();

  constructor(checked: CheckedEngine, servers: readonly RunningServer[]) {
    this.#checked = checked;
    this.#servers = servers;
    const groups = inTurns(chosenReads(checked)).map((reads) => reads.flatMap((read) => this.#entrantsOf(read)));
    this.#groups = groups.filter((group) => group.length > 0);
    for (const server of servers) beginWeighing(server);
  }

  /** Warms for what targets are made from, for as long as there is time, or until all are warm. */
  async warm(goesOn: () => boolean): Promise<void> {
    for (const group of this.#groups) {
      await warmReads(group.filter(isNeeded), this.#driving, goesOn);
      await this.#weigh(group, goesOn);
    }
  }

  /**
   * The timed rounds, of whoever answered as the data says: of the reads that targets are made from, or of the others.
   * `until` is when they have to have ended, on the bench's own clock: where time is short, what no target needs is left out.
   */
  async measure(what: 'needed' | 'others', until: number): Promise<readonly Cell[]> {
    const cells: Cell[] = [];
    const groups = this.#groups.filter((group) => group.some(isNeeded) === (what === 'needed'));
    // Where time is short for all that targets are made from, nothing else is measured with it.
    let isScarce = what === 'needed' && this.#windowOf(groups.flat(), until) < enoughSeconds.needed;
    for (const [index, group] of groups.entries()) {
      const rest = groups.slice(index).flat();
      const left = until - elapsedSeconds();
      if (what === 'others')
        isScarce = left < leastSecondsOf(group) || this.#windowOf(rest, until) < enoughSeconds.others;
      const wanted = isScarce ? isNeeded : () => true;
      const chosen = group.filter(wanted);
      this.#tellLeftOut(group.filter((entrant) => !chosen.includes(entrant)));
      if (chosen.length === 0) continue;
      const seconds = () => Math.max(leastSeconds, this.#windowOf(rest.filter(wanted), until));
      cells.push(...(await this.#measure(chosen, seconds)));
    }
    // Measured once more, memory is weighed once more.
    this.#peaks.clear();
    for (const server of this.#servers) beginWeighing(server);
    return cells;
  }

  stop(): void {
    this.#driver.stop();
  }

  async #measure(group: Group, seconds: () => number): Promise<readonly Cell[]> {
    const { rounds, quick } = this.#checked.options;
    const cells = await measureReads(group, { ...this.#driving, rounds, seconds, alone: !quick });
    for (const name of namesOf(group)) this.#tellCells(name, cells);
    await this.#weigh(group, () => true);
    return cells.map((cell) => {
      const peakBytes = cell.read === chain.name ? this.#peaks.get(cell.variant) : undefined;
      return { ...cell, ...(peakBytes && { peakBytes }) };
    });
  }

  /** When the chain has been asked, before anything comes whose garbage a server may hold. */
  async #weigh(group: Group, goesOn: () => boolean): Promise<void> {
    for (const entrant of group.filter(isChain)) {
      const { name } = entrant.server.variant;
      if (goesOn() && !this.#peaks.has(name)) this.#peaks.set(name, await peakUnderLoad(entrant, this.#driving));
    }
  }

  /** The window that fits into the time that is left, at most the one that was asked for. */
  #windowOf(entrants: readonly Entrant[], until: number): number {
    const { options } = this.#checked;
    const toWeigh = entrants.filter((entrant) => isChain(entrant) && !this.#peaks.has(entrant.server.variant.name));
    const taken = entrants.map((entrant) => secondsOf(entrant, { ...options, alone: !options.quick }));
    const fixed = sumOf([...taken.map((each) => each.fixed), ...toWeigh.map(missingSeconds)]);
    return Math.min(options.seconds, (until - elapsedSeconds() - fixed) / sumOf(taken.map((each) => each.ofWindow)));
  }

  get #driving() {
    return { driver: this.#driver, databasePid: this.#checked.opened.databasePid };
  }

  #entrantsOf(read: Read): readonly Entrant[] {
    const { options, counts, samples, engine } = this.#checked;
    const { warm, load } = timeoutsOf(options, engine);
    const isRight = ({ name }: Variant) => counts.some(tellsOf(name, read.name));
    const isTimed = ({ name }: Variant) => !options.quick || neededOf(name, read.name).has('timed');
    return this.#servers
      .filter(({ variant }) => isRight(variant) && isTimed(variant))
      .map((server) => {
        const needed = neededOf(server.variant.name, read.name);
        return {
          read,
          server,
          share: needed.has('timed') ? 1 : shareOfOthers,
          warmSeconds: warm,
          loadSeconds: needed.has('weighed') ? load : load * loadOfOthers,
          bodies: () => bodiesOf(read, server.variant, samples),
        };
      });
  }

  #tellCells(read: string, cells: readonly Cell[]): void {
    const figures = cells
      .filter((cell) => cell.read === read)
      .map(({ variant, serverCpu }) => `${variant} ${Math.round(serverCpu)} µs`);
    if (figures.length > 0) this.#tell(`${read}  ${figures.join(', ')}`);
  }

  #tellLeftOut(entrants: Group): void {
    const names = entrants.map(({ read, server }) => `${read.name} of ${server.variant.name}`);
    if (names.length > 0) this.#tell(`left out, as time is short: ${names.join(', ')}`);
  }

  #tell(what: string): void {
    tell(`${this.#checked.engine}: ${what}`);
  }
}

const isChain = ({ read }: Entrant) => read === chain;
/** What a group takes however short its windows are. */
const leastSecondsOf = (group: Group) => Math.max(...group.map(({ read }) => read.heavySeconds ?? 5));
const namesOf = (group: Group) => [...new Set(group.map(({ read }) => read.name))];
const isNeeded = ({ share }: Entrant) => share === 1;

/** Reads that are measured by themselves or with others. */
function inTurns(wanted: readonly Read[]): readonly (readonly Read[])[] {
  const groups = new Map<string, Read[]>();
  for (const read of wanted) {
    const group = read.turns ?? read.name;
    groups.set(group, [...(groups.get(group) ?? []), read]);
  }
  return [...groups.values()];
}
