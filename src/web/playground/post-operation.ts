interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: unknown;
}

interface Options {
  readonly headers?: Readonly<Record<string, string>>;
}

const contentType = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
};

/**
 * Asks the server that served the page. GraphQL errors are part of the answer and are shown as they are, whatever the
 * status; an answer that is not JSON, such as a proxy's error page, throws with its status.
 */
export async function postOperation(operation: Operation, { headers = {} }: Options = {}) {
  // Beside the page's own folder, below whatever path a reverse proxy serves both.
  const response = await fetch(new URL('../graphql', document.baseURI), {
    method: 'POST',
    headers: { ...contentType, ...headers },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered with status ${response.status} and no JSON: ${text.slice(0, 200)}`);
  }
}
