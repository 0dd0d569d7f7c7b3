export interface DecodedText {
  readonly text: string;
  /** How it was read, where that is not UTF-8. */
  readonly note: string | undefined;
}

/**
 * The text of a file. UTF-8 is what everybody writes; UTF-16 tells itself by its first bytes, and what is neither is the
 * Latin-1 of older programs (as Windows has it). One broken character in UTF-8 does not make a file Latin-1.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = utf16(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), note: 'It is read as UTF-16.' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: undefined };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const broken = text.match(/\uFFFD/gu)?.length ?? 0;
    const sound = text.match(/[^\0-\x7F\uFFFD]/gu)?.length ?? 0;
    if (sound > broken)
      return { text, note: `It is read as UTF-8; ${broken} characters of it are broken and shown as \uFFFD.` };
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: 'It is not UTF-8: it is read as Latin-1 (ISO 8859-1, Windows-1252).',
    };
  }
}

function utf16([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : undefined;
}
