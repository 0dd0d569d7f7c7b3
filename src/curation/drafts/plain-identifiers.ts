import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { DomainError } from '../../domain/errors.ts';
import { doiOf } from '../../domain/identifiers/doi.ts';
import { isbnOf } from '../../domain/identifiers/isbn.ts';
import { pmidOf } from '../../domain/identifiers/pmid.ts';
import { webAddressOf } from '../../domain/identifiers/web-address.ts';

const readers: Readonly<Record<string, (text: string) => string>> = {
  doi: doiOf,
  pmid: pmidOf,
  isbn: isbnOf,
  url: webAddressOf,
};

/** A source with its identifiers as they are kept, however they were pasted; what is none stays for its check to name. */
export function withPlainIdentifiers(attributes: AttributeRecord): AttributeRecord {
  const plain = Object.entries(readers).flatMap(([name, read]) => {
    const text = attributes[name];
    return typeof text === 'string' ? [[name, readOr(read, text)] as const] : [];
  });
  return { ...attributes, ...Object.fromEntries(plain) };
}

function readOr(read: (text: string) => string, text: string): string {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof DomainError) return text;
    throw error;
  }
}
