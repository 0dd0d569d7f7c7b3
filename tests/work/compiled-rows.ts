import { evidenceModel } from '../../src/domain/model.ts';
import { compileStatement } from '../../src/store/embedded/compile-statement.ts';
import { FilterSizes } from '../../src/store/filter-sizes.ts';
import { valuesFor } from '../../src/store/read/bound-values.ts';
import { rowsProgram } from '../../src/store/read/rows-program.ts';
import type { ReadPlan } from '../../src/store/read-plan.ts';
import type { StoreCounts } from '../../src/store/store.ts';

/** The statement by which the embedded engine reads the rows of a plan, and its values. */
export function compiledRows(plan: ReadPlan, counts: StoreCounts) {
  const sizes = () => new FilterSizes(evidenceModel, counts);
  const { text, values } = compileStatement({ model: evidenceModel, sizes }, { plan, program: rowsProgram(plan) });
  return { text, values: valuesFor(values, plan) };
}
