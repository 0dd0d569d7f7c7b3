/** How long the head of a request may take to arrive, in milliseconds. */
export const headersTimeout = 10_000;

/** How long the whole of a request may take to arrive, and how often that is looked at, in milliseconds. */
export const arrivalLimits = { requestTimeout: 20_000, connectionsCheckingInterval: 1_000 } as const;
