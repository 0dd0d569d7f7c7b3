import type { ServerResponse } from 'node:http';

/** How long a request may take, in milliseconds. */
export const requestTimeout = 10_000;

/**
 * Fires at the deadline, with a `TimeoutError`, and when the client leaves before its answer. Bound to the one response,
 * not to its connection, which may serve many.
 */
export function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const late = () => controller.abort(new DOMException('The deadline of the request has passed.', 'TimeoutError'));
  const timer = setTimeout(late, requestTimeout).unref();
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
