import { lengthBytes, type Frame, type FrameHeader } from './frame.ts';

/** What is awaited next, and how many bytes it takes. */
type Awaited =
  | { readonly part: 'length'; readonly bytes: number }
  | { readonly part: 'header'; readonly bytes: number }
  | { readonly part: 'body'; readonly bytes: number; readonly header: FrameHeader };

const start: Awaited = { part: 'length', bytes: lengthBytes };

/** Puts frames together from the pieces of a stream. Pieces are kept as they are and joined once, when all have come. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #held = 0;
  #awaited: Awaited = start;

  /** The frames that the piece completes. */
  read(piece: Buffer): Frame[] {
    this.#pieces.push(piece);
    this.#held += piece.length;
    const frames: Frame[] = [];
    while (this.#held >= this.#awaited.bytes) {
      const frame = this.#step(this.#take(this.#awaited.bytes));
      if (frame) frames.push(frame);
    }
    return frames;
  }

  #step(bytes: Buffer): Frame | undefined {
    switch (this.#awaited.part) {
      case 'length':
        this.#awaited = { part: 'header', bytes: bytes.readUInt32BE() };
        return undefined;
      case 'header': {
        const header = JSON.parse(bytes.toString()) as FrameHeader;
        this.#awaited = { part: 'body', bytes: header.bytes, header };
        return undefined;
      }
      case 'body': {
        const { id, bytes: _, encoding, ...answer } = this.#awaited.header;
        this.#awaited = start;
        return { id, answer: { data: bytes.toString(encoding), ...answer } };
      }
    }
  }

  #take(bytes: number): Buffer {
    const held = Buffer.concat(this.#pieces, this.#held);
    this.#held -= bytes;
    this.#pieces = this.#held > 0 ? [held.subarray(bytes)] : [];
    return held.subarray(0, bytes);
  }
}
