/** Before and behind every key of a page. */
const [beforeAll, behindAll] = ['', '\u{10FFFF}'];

/** How the rows behind a key are compared with it and put in order, and what all of them come behind. */
export const keyRange = (descending: boolean) =>
  descending
    ? ({ than: '<', way: 'DESC', start: behindAll } as const)
    : ({ than: '>', way: 'ASC', start: beforeAll } as const);

/** The last text that is within an upper end: a partial date takes in all that it begins, `2008` also `2008-11`. */
export const upperEnd = (to: string | number): string | number => (typeof to === 'string' ? `${to}\u{10FFFD}` : to);
