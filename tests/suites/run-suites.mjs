// Runs the suites that a change asks for; all with `--full`. `--since COMMIT` says what counts as changed, `--plan` only tells
// what would run.
import { parseArgs } from 'node:util';
import { changedPaths } from './changed-paths.mjs';
import { alone, onOtherNodes, suites, withServers } from './suites.mjs';
import { tell, TestRuns } from './test-runs.mjs';

const { values: options } = parseArgs({
  options: { full: { type: 'boolean' }, plan: { type: 'boolean' }, since: { type: 'string' } },
});

const paths = options.full ? undefined : changedPaths(options.since);
const isChosen = ({ changed }) => !paths || changed.some((start) => paths.some((path) => path.startsWith(start)));
const chosen = suites.filter(isChosen);
const left = suites.filter((suite) => !chosen.includes(suite));

tell('runs     what belongs to every change');
for (const { name } of chosen) tell(`runs     ${name}`);
for (const { name, changed } of left)
  tell(`left out ${name}: ${changed.length === 0 ? 'before a release' : `nothing changed in ${changed.join(', ')}`}`);

const listed = (name) => (process.env[name] ?? '').split(',').filter(Boolean);
const lanesLeft = left.flatMap(({ lane }) => lane ?? []);
const runs = new TestRuns({
  ...process.env,
  ...(options.full && { EVIDENCE_GRAPH_DRAWN: 'many' }),
  EVIDENCE_GRAPH_LEAVE_LANES: lanesLeft.join(','),
  EVIDENCE_GRAPH_REQUIRE_LANES: listed('EVIDENCE_GRAPH_REQUIRE_LANES')
    .filter((lane) => !lanesLeft.includes(lane))
    .join(','),
});

const leaving = (names) => names.map((path) => `--exclude=${path.endsWith('.ts') ? path : `${path}/**`}`);
const leavingOut = leaving(left.flatMap(({ tests = [] }) => tests));

if (!options.plan) {
  // What needs a database or a browser has the machine for itself: a database that has just started plans slowly. Then the
  // rest, and beside it the same on other versions of Node; what is measured comes last, alone again.
  await runs.vitest('servers', [...withServers, ...leaving(alone), ...leavingOut]);
  if (!left.some(({ tests }) => tests === alone))
    await runs.vitest('databases that fail', [...alone, '--maxWorkers=1']);
  await Promise.all([runs.vitest('rest', [...leaving(withServers), ...leavingOut]), onNodes()]);
  for (const { name, script } of chosen)
    if (script) await runs.command(name, 'npm', ['run', '--silent', script[0], '--', ...script.slice(1)]);
  process.exitCode = runs.close() ? 0 : 1;
}

async function onNodes() {
  for (const { name, major } of chosen) if (major) await runs.vitest(name, [...onOtherNodes, ...leavingOut], major);
}
