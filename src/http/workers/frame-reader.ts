import { StringDecoder } from 'node:string_decoder';
import { lengthBytes, type Frame, type FrameHeader } from './frame.ts';

/** What is awaited next, and how many bytes of it are missing. */
type Awaited =
  | { readonly part: 'length' | 'header'; missing: number }
  | { readonly part: 'body'; missing: number; readonly header: FrameHeader };

const lengthAwaited = (): Awaited => ({ part: 'length', missing: lengthBytes });

/**
 * Puts frames together from the pieces of a stream. Each piece is decoded as it comes and all are joined at the end: to
 * decode ten megabytes at once would hold the event loop for a tenth of a second.
 */
export class FrameReader {
  #awaited = lengthAwaited();
  readonly #decoder = new StringDecoder('utf8');
  /** Bytes of a length or a header, and text of a body, as far as they have come. */
  #bytes: Buffer[] = [];
  #text: string[] = [];

  /** The frames that the piece completes. */
  read(piece: Buffer): Frame[] {
    const frames: Frame[] = [];
    for (let rest = piece; rest.length > 0;) {
      const taken = rest.subarray(0, this.#awaited.missing);
      rest = rest.subarray(taken.length);
      this.#awaited.missing -= taken.length;
      if (this.#awaited.part === 'body') this.#text.push(this.#decoder.write(taken));
      else this.#bytes.push(taken);
      while (this.#awaited.missing === 0) {
        const frame = this.#complete();
        if (frame) frames.push(frame);
      }
    }
    return frames;
  }

  #complete(): Frame | undefined {
    if (this.#awaited.part === 'body') {
      const { id, bytes: _, ...answer } = this.#awaited.header;
      const data = this.#text.join('');
      this.#text = [];
      this.#awaited = lengthAwaited();
      return { id, answer: { data, ...answer } };
    }
    const bytes = Buffer.concat(this.#bytes);
    this.#bytes = [];
    if (this.#awaited.part === 'length') this.#awaited = { part: 'header', missing: bytes.readUInt32BE() };
    else {
      const header = JSON.parse(bytes.toString()) as FrameHeader;
      this.#awaited = { part: 'body', missing: header.bytes, header };
    }
    return undefined;
  }
}
