import { compareText } from '../../domain/compare-text.ts';

/** Something wrong in a package, at a place in one of its files; line and column count from 1. */
export interface PackageProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `file:line:column: message`, as editors and people read it. */
export const problemLine = ({ file, line, column, message }: PackageProblem) => `${file}:${line}:${column}: ${message}`;

/** The same of what keeps nothing from loading. */
export const warningLine = ({ message, ...place }: PackageProblem) =>
  problemLine({ ...place, message: `warning: ${message}` });

export function inReadingOrder(problems: readonly PackageProblem[]): PackageProblem[] {
  return problems.toSorted(
    (one, other) =>
      compareText(one.file, other.file) ||
      one.line - other.line ||
      one.column - other.column ||
      compareText(one.message, other.message),
  );
}
