import { beforeEach, describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { ReadPlan } from '../../src/store/read-plan.ts';
import type { OutputProgram } from '../../src/store/read/output-program.ts';
import { rowsIn, rowsProgram } from '../../src/store/read/rows-program.ts';
import { ValueEmitter, written } from '../../src/store/read/value-emitter.ts';
import { walk } from '../../src/store/read/walk.ts';
import type { Store, StoredNode } from '../../src/store/store.ts';
import { describeLists } from '../contract/lists.contract.ts';
import { describeOrders } from '../contract/orders.contract.ts';
import { describePages } from '../contract/pages.contract.ts';
import { describeSearch } from '../contract/search.contract.ts';
import type { Subject } from '../contract/store-contract.ts';
import { describeValues } from '../contract/values.contract.ts';
import { MemoryGraph } from './memory-graph.ts';
import { MemorySource, type MemoryAnswer, type MemoryRow } from './memory-source.ts';

/** What another engine's reads come to over the same walk: this one has its graph in memory, written by a store. */
function readingInMemory(store: Store): Store {
  let kept: { readonly graphVersion: number; readonly graph: MemoryGraph } | undefined;
  const graph = async () => {
    const { graphVersion } = await store.ping();
    if (kept?.graphVersion === graphVersion) return kept.graph;
    const nodes: StoredNode[] = [];
    for await (const page of store.contents()) nodes.push(...page);
    kept = { graphVersion, graph: new MemoryGraph(store.model, nodes) };
    return kept.graph;
  };
  const render = async (plan: ReadPlan, program: OutputProgram) => {
    const write = walk(new ValueEmitter<MemoryRow, MemoryAnswer>(new MemorySource(store.model)), program, plan);
    // Nothing looks at the row above a root.
    return written(write, { plan, graph: await graph() }, undefined as never);
  };
  const read: Store['read'] = async (plan) => rowsIn(await render(plan, rowsProgram(plan)));
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'read') return read;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member as () => unknown).bind(target) : member;
    },
  });
}

describe('reads in memory', () => {
  const open = (model = evidenceModel) =>
    Promise.resolve(readingInMemory(openEmbeddedStore({ model, file: ':memory:' })));
  const reopen = (store: Store) => Promise.resolve(store);
  const subject = { engine: { open, reopen, close: () => Promise.resolve() } } as unknown as Subject;
  beforeEach(async () => {
    subject.store = await open();
  });
  describePages(subject);
  describeOrders(subject);
  describeValues(subject);
  describeLists(subject);
  describeSearch(subject);
});
