// What differs between the package and the checkout: `npm-shrinkwrap.json`, so that the versions that were tested are the ones
// installed, a bill of materials of them, and a `package.json` without what only a checkout needs. npm installs all that a
// shrinkwrap names, also what is marked as for development (1.4 GB). `prepack` runs this, `postpack` undoes it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [shrinkwrap, materials] = ['npm-shrinkwrap.json', 'sbom.cdx.json'];

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

const lock = read('package-lock.json');
const { devDependencies: _, ...packed } = read('package.json');

if (process.argv.includes('--undo')) {
  for (const file of [shrinkwrap, materials]) rmSync(file, { force: true });
  const { devDependencies } = lock.packages[''];
  write('package.json', { ...packed, devDependencies });
} else {
  write(shrinkwrap, withoutTools(lock));
  writeFileSync(materials, billOf(packed));
  write('package.json', packed);
}

function withoutTools(locked) {
  const {
    '': { devDependencies: _tools, ...root },
    ...packages
  } = locked.packages;
  const kept = Object.entries(packages).filter(([, { dev }]) => !dev);
  return { ...locked, packages: { '': root, ...Object.fromEntries(kept) } };
}

/** Made where there are no others: npm leaves out of it what tools of the checkout depend on too. */
function billOf(manifest) {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-sbom-'));
  try {
    write(join(folder, 'package.json'), manifest);
    write(join(folder, 'package-lock.json'), read(shrinkwrap));
    const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    return execFileSync('npm', words, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
