/** Where a value stands in a JSON text, and the key before it; offsets in UTF-16 units. */
export interface JsonPlace {
  readonly key: number;
  readonly value: number;
  readonly inside: Map<string, JsonPlace>;
}

export interface JsonScan {
  /** Absent unless places were asked for. */
  readonly root?: JsonPlace;
  /** Keys that stand twice in one mapping: `JSON.parse` would drop the first without a word. */
  readonly repeated: readonly { readonly offset: number; readonly key: string }[];
}

interface Frame {
  readonly keys: Set<string> | undefined;
  readonly place: JsonPlace | undefined;
  key: string;
  keyOffset: number;
  index: number;
  awaitsKey: boolean;
}

/** Walks a JSON text that `JSON.parse` has accepted; iterative, because it may be nested deeply. */
export function scanJson(text: string, withPlaces: boolean): JsonScan {
  const scanner = new JsonScanner(text, withPlaces);
  for (let at = 0; at < text.length;) at = scanner.step(at);
  return scanner.root ? { root: scanner.root, repeated: scanner.repeated } : { repeated: scanner.repeated };
}

class JsonScanner {
  readonly repeated: { offset: number; key: string }[] = [];
  root: JsonPlace | undefined;
  readonly #text: string;
  readonly #withPlaces: boolean;
  readonly #frames: Frame[] = [];

  constructor(text: string, withPlaces: boolean) {
    this.#text = text;
    this.#withPlaces = withPlaces;
  }

  /** Takes the token at the offset; gives the offset after it. */
  step(at: number): number {
    const frame = this.#frames.at(-1);
    switch (this.#text[at]) {
      case ' ':
      case '\n':
      case '\r':
      case '\t':
      case ':':
        return at + 1;
      case ',':
        if (frame) Object.assign(frame, { awaitsKey: frame.keys !== undefined, index: frame.index + 1 });
        return at + 1;
      case '{':
      case '[':
        this.#open(at, this.#text[at] === '{');
        return at + 1;
      case '}':
      case ']':
        this.#frames.pop();
        return at + 1;
      case '"':
        return this.#string(at, frame);
      default:
        this.#value(at);
        return this.#endOfWord(at);
    }
  }

  #open(at: number, mapping: boolean): void {
    const place = this.#value(at);
    const keys = mapping ? new Set<string>() : undefined;
    this.#frames.push({ keys, place, key: '', keyOffset: at, index: 0, awaitsKey: mapping });
  }

  #string(at: number, frame: Frame | undefined): number {
    let end = at + 1;
    while (this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (!frame?.awaitsKey) {
      this.#value(at);
      return end + 1;
    }
    frame.key = JSON.parse(this.#text.slice(at, end + 1)) as string;
    frame.keyOffset = at;
    frame.awaitsKey = false;
    if (frame.keys?.has(frame.key)) this.repeated.push({ offset: at, key: frame.key });
    frame.keys?.add(frame.key);
    return end + 1;
  }

  #value(at: number): JsonPlace | undefined {
    if (!this.#withPlaces) return undefined;
    const frame = this.#frames.at(-1);
    const place = { key: frame?.keys ? frame.keyOffset : at, value: at, inside: new Map<string, JsonPlace>() };
    if (frame) frame.place?.inside.set(frame.keys ? frame.key : String(frame.index), place);
    else this.root = place;
    return place;
  }

  #endOfWord(at: number): number {
    let end = at + 1;
    while (end < this.#text.length && !',]} \n\r\t'.includes(this.#text[end] ?? '')) end += 1;
    return end;
  }
}
