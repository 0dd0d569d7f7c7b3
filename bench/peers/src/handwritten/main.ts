import { createServer, type IncomingMessage } from 'node:http';
import { databaseFile, neo4jUri, port } from '../shared/settings.ts';
import type { Answers, Values } from './answers.ts';
import { embeddedAnswers } from './embedded.ts';
import { neo4jAnswers } from './neo4j.ts';

/** No GraphQL: `POST {"read": "chain", "values": {…}}`, one statement, the answer. */
const answers = databaseFile === undefined ? neo4jAnswers(neo4jUri) : embeddedAnswers(databaseFile);

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

async function answer(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { read, values } = JSON.parse(Buffer.concat(parts).toString()) as { read: keyof Answers; values: Values };
  return answers[read](values);
}
