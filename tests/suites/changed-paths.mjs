import { execFileSync } from 'node:child_process';

/** What came in the last hours before the newest commit is one change. */
const hoursOfChange = 6;

const git = (...words) =>
  execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter(Boolean);

/**
 * Paths that were changed since a commit, or in the newest change; also those that are not committed. Undefined where nobody
 * knows, as in a copy without its history.
 *
 * @param {string | undefined} since
 */
export function changedPaths(since) {
  try {
    const [last = ''] = git('log', '-1', '--format=%ct');
    const [base = since] =
      since === undefined ? git('rev-list', '-1', `--before=${last - hoursOfChange * 3600}`, 'HEAD') : [];
    if (base === undefined) return undefined;
    return [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
  } catch {
    return undefined;
  }
}
