import type { OperationAnswer } from '../../graphql/workers.ts';

/** An answer on its way from a worker: a header, and behind it the bytes of `data`. */
export interface Frame {
  /** The number of the request. */
  readonly id: number;
  readonly answer: OperationAnswer;
}

/** The header of a frame, written as JSON behind its own length in bytes. */
export interface FrameHeader extends Omit<OperationAnswer, 'data'> {
  readonly id: number;
  readonly bytes: number;
  readonly encoding: 'latin1' | 'utf8';
}

/** The bytes in which the length of a header is told. */
export const lengthBytes = 4;

// oxlint-disable-next-line no-control-regex -- the first 256 characters are the ones that it is about
const oneByteEach = /^[\0-\u00FF]*$/u;

/** The bytes of a frame, in the order in which they are written. */
export function frameBytes({ id, answer: { data, ...rest } }: Frame): readonly Buffer[] {
  // What fits into one byte a character is decoded by copying it, several times as fast as UTF-8.
  const encoding = oneByteEach.test(data) ? 'latin1' : 'utf8';
  const body = Buffer.from(data, encoding);
  const header: FrameHeader = { ...rest, id, bytes: body.length, encoding };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(headerBytes.length);
  return [length, headerBytes, body];
}
