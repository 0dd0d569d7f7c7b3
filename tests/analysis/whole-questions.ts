/** Questions that leave nothing out. */
export const everyPath = {
  direction: 'FORWARD',
  maxDepth: 20,
  maxPaths: 1_000,
  stances: [],
  statuses: ['ACCEPTED'],
} as const;

export const wholeMap = {
  rowAxis: 'INTERVENTION',
  columnAxis: 'OUTCOME',
  rows: null,
  columns: null,
  most: { rows: 200, columns: 50 },
  rollUp: true,
  jurisdictions: [],
  populations: [],
  claimTypes: [],
} as const;
