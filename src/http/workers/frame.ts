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
  /** How many bytes of UTF-8 follow. */
  readonly bytes: number;
}

/** The bytes in which the length of a header is told. */
export const lengthBytes = 4;

/** The bytes of a frame, in the order in which they are written. */
export function frameBytes({ id, answer: { data, ...rest } }: Frame): readonly Buffer[] {
  const body = Buffer.from(data);
  const header: FrameHeader = { ...rest, id, bytes: body.length };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32BE(headerBytes.length);
  return [length, headerBytes, body];
}
