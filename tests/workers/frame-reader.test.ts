import { expect, it } from 'vitest';
import type { OperationAnswer } from '../../src/graphql/workers.ts';
import { frameBytes } from '../../src/http/workers/frame.ts';
import { FrameReader } from '../../src/http/workers/frame-reader.ts';

const answers: readonly OperationAnswer[] = [
  { data: '' },
  { data: '{"text":"Łódź 🧪 \\u0000"}', graphVersion: 7 },
  { data: 'null', errors: [{ message: 'Gone.', extensions: { code: 'NOT_FOUND' } }], status: 503 },
  { data: 'x'.repeat(200_000), failure: { code: 'INTERNAL_SERVER_ERROR', message: 'é' } },
];
const bytes = Buffer.concat(answers.flatMap((answer, id) => frameBytes({ id, answer })));

it.each([1, 3, 4, 5, 1_000, bytes.length])('reads frames from pieces of %i bytes', (size) => {
  const reader = new FrameReader();
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const frames = pieces.flatMap((piece) => reader.read(piece));
  expect(frames).toEqual(answers.map((answer, id) => ({ id, answer })));
});

it('gives a frame with its last byte, and not before', () => {
  const reader = new FrameReader();
  const [frame] = answers.slice(1).map((answer) => Buffer.concat(frameBytes({ id: 1, answer })));
  expect(reader.read(frame?.subarray(0, -1) ?? Buffer.alloc(0))).toEqual([]);
  expect(reader.read(frame?.subarray(-1) ?? Buffer.alloc(0))).toEqual([{ id: 1, answer: answers[1] }]);
});
