// What goes into the package besides what is in the checkout: the versions that were tested, for whoever installs it, and a
// bill of materials of them. `prepack` runs it, `postpack` takes both away again.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const [shrinkwrap, materials] = ['npm-shrinkwrap.json', 'sbom.cdx.json'];

if (process.argv.includes('--undo')) for (const file of [shrinkwrap, materials]) rmSync(file, { force: true });
else {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const made = execFileSync('npm', words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  writeFileSync(materials, made);
  writeFileSync(
    shrinkwrap,
    `${JSON.stringify(withoutTools(JSON.parse(readFileSync('package-lock.json', 'utf8'))), null, 2)}\n`,
  );
}

/** The lock without what only this checkout needs: npm would install that too, for whoever installs the package. */
function withoutTools(lock) {
  const {
    '': { devDependencies, ...root },
    ...packages
  } = lock.packages;
  const kept = Object.entries(packages).filter(([, { dev }]) => !dev);
  return { ...lock, packages: { '': root, ...Object.fromEntries(kept) } };
}
