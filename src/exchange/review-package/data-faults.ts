/** Deepest nesting of a package file; the format itself needs six levels, CSL-JSON a few more. */
const deepest = 64;

export interface DataFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * All in parsed data that is not plain: tagged values, names that the language itself gives meaning to, and nesting that
 * later steps could not follow (an alias may even contain itself, so the walk stops there).
 */
export function dataFaults(data: unknown): DataFault[] {
  const faults: DataFault[] = [];
  collect(data, [], faults);
  return faults;
}

function collect(data: unknown, path: (string | number)[], faults: DataFault[]): void {
  if (typeof data !== 'object' || data === null) return;
  if (path.length > deepest)
    return void faults.push({ path: path.slice(0, 3), message: `is nested more than ${deepest} levels deep` });
  if (!Array.isArray(data) && Object.getPrototypeOf(data) !== Object.prototype)
    return void faults.push({
      path: [...path],
      message: 'must be plain data: texts, numbers, true, false, lists and mappings',
    });
  for (const [key, value] of Array.isArray(data) ? data.entries() : Object.entries(data)) {
    path.push(key);
    if (key === '__proto__') faults.push({ path: [...path], message: 'may not be called "__proto__"' });
    else collect(value, path, faults);
    path.pop();
    // A list that contains itself would say the same without end.
    if (faults.length >= mostFaults) return;
  }
}

const mostFaults = 100;
