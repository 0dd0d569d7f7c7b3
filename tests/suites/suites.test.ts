import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { neo4jReleases } from '../../tools/neo4j-release.ts';
// @ts-expect-error The table is plain JavaScript, which runs without being compiled.
import * as table from './suites.mjs';

interface Table {
  readonly suites: readonly {
    readonly tests?: readonly string[];
    readonly changed: readonly string[];
    readonly lane?: string;
  }[];
  readonly withServers: readonly string[];
  readonly onOtherNodes: readonly string[];
}

it('names only files and folders that are there, and lanes that there are', () => {
  const { suites, withServers, onOtherNodes } = table as Table;
  const named = suites.flatMap(({ tests = [], changed }) => [...tests, ...changed]);
  expect(named.length).toBeGreaterThan(20);
  expect([...named, ...withServers, ...onOtherNodes].filter((path) => !existsSync(path))).toEqual([]);
  const lanes = neo4jReleases.map(({ lane }) => lane);
  expect(suites.flatMap(({ lane }) => lane ?? []).filter((lane) => !lanes.includes(lane))).toEqual([]);
});
