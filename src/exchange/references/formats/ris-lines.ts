/** Tags of RIS, of the specification of 2011 and of the suppliers' additions to it. */
const known = new Set(
  (
    'TY AU A1 A2 A3 A4 AB AD AN AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CC CL CN CP CR CT CY DA DB DI DO DP DS ED EP ER ET ID IS ' +
    'J1 J2 JA JF JO JT KW L1 L2 L3 L4 LA LB LK LM LO M1 M2 M3 N1 N2 NL NO NV OP PA PB PM PP PY RI RN RP SE SN SO SP SR ST ' +
    'SV T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1 Y2 YR'
  ).split(' '),
);

export interface RisLine {
  readonly tag: string;
  readonly value: string;
}

const strict = /^\s{0,3}([A-Z][A-Z0-9]|PMID|PMC)(?:\s{2,4}|\t)[-\u2013](?:\s+(.*))?$/u;
const loose = /^\s{0,3}([A-Za-z][A-Za-z0-9])\s{1,4}[-\u2013](?:\s*)(.*)$/u;

/**
 * The tag and value of a line, or undefined where it has none. One blank before the dash and lower case are read of tags that
 * RIS has; a line of prose does not begin with those.
 */
export function risLine(line: string): RisLine | undefined {
  const [, tag, value = ''] = strict.exec(line) ?? [];
  if (tag !== undefined) return { tag, value: value.trim() };
  const [, written = '', rest = ''] = loose.exec(line) ?? [];
  const upper = written.toUpperCase();
  return known.has(upper) && isTag(written, line) ? { tag: upper, value: rest.trim() } : undefined;
}

/** `is - as` is prose: lower case wants the two blanks of the specification, or to be the type or end of a record. */
const isTag = (written: string, line: string) =>
  written === written.toUpperCase() || /^\s*[a-z][a-z\d]\s{2,}-/iu.test(line) || /^(?:ty|er)$/iu.test(written);
