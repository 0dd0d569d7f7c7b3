import type { EdgeName } from '../../store/change-set.ts';

/** What a connection is called by, without what it says. */
export const edgeName = ({ relationship, from, to }: EdgeName): EdgeName => ({ relationship, from, to });

/** One text for one connection. */
export const nameText = ({ relationship, from, to }: EdgeName) => `${from} ${relationship} ${to}`;
