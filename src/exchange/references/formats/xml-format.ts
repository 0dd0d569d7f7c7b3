import { largestRecord, tooLong, type FormatRecord, type ReadItem } from './reference-format.ts';
import { RefusedXml, xmlRecords, type XmlElement } from './xml-records.ts';

/** The records of a text of XML; what is wrong with the XML ends it as one broken row. */
export function* xmlFormatRecords(
  text: string,
  names: readonly string[],
  itemOf: (record: XmlElement) => ReadItem,
): Iterable<FormatRecord> {
  let last = 1;
  try {
    for (const { line, record } of xmlRecords(text, names)) {
      last = line;
      yield record.text.length > largestRecord ? { line, message: tooLong } : { line, ...itemOf(record) };
    }
  } catch (error) {
    if (!(error instanceof RefusedXml)) throw error;
    yield { line: last, message: error.message };
  }
}
