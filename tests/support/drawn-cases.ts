/** How many cases a test draws: the second number before a release (`npm run test:full`), else the first. */
export const drawnCases = (usual: number, many: number): number =>
  process.env['EVIDENCE_GRAPH_DRAWN'] === 'many' ? many : usual;
