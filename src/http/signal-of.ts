import type { ServerResponse } from 'node:http';

/**
 * Fires with a `TimeoutError` once `timeout` milliseconds have passed, and when the client leaves before its answer. Bound to the one response,
 * not to its connection, which may serve many.
 */
export function signalOf(response: ServerResponse, timeout: number): AbortSignal {
  const controller = new AbortController();
  const late = () => controller.abort(new DOMException('The deadline of the request has passed.', 'TimeoutError'));
  const timer = setTimeout(late, timeout).unref();
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
