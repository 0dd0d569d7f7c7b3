import { createServer, type IncomingMessage } from 'node:http';
import { databaseFile, neo4jUri, port, schemaFile } from '../shared/settings.ts';
import type { Answers, Values } from './answers.ts';
import { embeddedAnswers } from './embedded.ts';
import { neo4jAnswers } from './neo4j.ts';
import { validated } from './validated.ts';

/**
 * No GraphQL: `POST {"read": "chain", "values": {…}}`, one statement, the answer. With a schema a `query` in the body is
 * parsed and validated before, and nothing else is made of it.
 */
const answers = databaseFile === undefined ? neo4jAnswers(neo4jUri) : embeddedAnswers(databaseFile);
const check = schemaFile === undefined ? () => {} : validated(schemaFile);

const server = createServer((request, response) => {
  answer(request).then(
    (json) => {
      const body = `{"data":{"one":${json}}}`;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    },
    (error: unknown) => {
      response.writeHead(500).end(String(error));
    },
  );
});
server.listen(port, '127.0.0.1');

interface Asked {
  readonly query?: string;
  readonly read: keyof Answers;
  readonly values: Values;
}

async function answer(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { query, read, values } = JSON.parse(Buffer.concat(parts).toString()) as Asked;
  check(query ?? '');
  return answers[read](values);
}
