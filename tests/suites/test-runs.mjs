import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One line for whoever waits. */
export const tell = (line) => process.stdout.write(`${line}\n`);

/** Runs commands with their output in files, and adds up what the reports of vitest say. */
export class TestRuns {
  #folder = mkdtempSync(join(tmpdir(), 'evidence-graph-suites-'));
  #environment;
  #runs = [];

  constructor(environment) {
    this.#environment = environment;
  }

  /** A command that passes or fails as one. */
  async command(name, program, words) {
    const log = join(this.#folder, `${name}.log`);
    const [started, output] = [Date.now(), openSync(log, 'w')];
    const child = spawn(program, words, { env: this.#environment, stdio: ['ignore', output, output] });
    const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(1)));
    tell(`${code === 0 ? 'passed' : 'FAILED'} ${name}, ${Math.round((Date.now() - started) / 1000)} s`);
    const run = { name, log, code };
    this.#runs.push(run);
    return run;
  }

  /** Vitest with some words, on another major version of Node where one is given. */
  async vitest(name, words, major) {
    const report = join(this.#folder, `${name}.json`);
    const reporting = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
    const command = ['node_modules/vitest/vitest.mjs', 'run', ...words, ...reporting];
    const run =
      major === undefined
        ? await this.command(name, process.execPath, command)
        : await this.command(name, 'npx', ['--yes', `--package=node@${major}`, '--', 'node', ...command]);
    run.report = report;
  }

  /** Prints the output of what failed, and closes with one plain line. Answers whether all passed. */
  close() {
    const sums = { passed: 0, failed: 0, skipped: 0 };
    for (const run of this.#runs) {
      if (run.code !== 0) tell(`\n== ${run.name}\n${readFileSync(run.log, 'utf8')}`);
      const counts = countsOf(run);
      for (const name of Object.keys(sums)) sums[name] += counts[name];
    }
    const skipped = sums.skipped > 0 ? `, ${sums.skipped} skipped` : '';
    tell(`${sums.passed} passed, ${sums.failed} failed${skipped}`);
    return sums.failed === 0;
  }
}

/** What has no report counts as one, and so does what fails by more than its tests. */
function countsOf({ code, report }) {
  const single = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (report === undefined) return single;
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = Math.max(numFailedTests, single.failed);
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { ...single, failed: 1 };
  }
}
