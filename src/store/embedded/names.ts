/** An SQL identifier. Names come from the model, never from a request; quoting keeps odd ones harmless. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** An SQL text literal, for names of the model only: values are always parameters. */
export const literal = (name: string) => `'${name.replaceAll("'", "''")}'`;

export const nodeTable = (kind: string) => identifier(`node_${kind}`);

/** Where the keys of a kind's lists are kept. */
export const orderTable = (kind: string) => identifier(`order_${kind}`);

export const orderColumn = (order: string) => `order_${order}`;

/** Edge attributes stand beside columns of ours (`type`, `order` …): the prefix keeps any name of the model clear of them. */
export const edgeColumn = (attribute: string) => `with_${attribute}`;
