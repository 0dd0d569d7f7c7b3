/**
 * What may be stored of a value: headers hold keys and tokens. GraphiQL stores them under a key of their own and, as
 * members of JSON, with its tabs and in its history; it takes a tab for broken that has no such member, so that stays,
 * as null. A text without any stays as it is, to the letter; `undefined` where nothing may be stored.
 */
export function withoutHeaders(key: string, value: string): string | undefined {
  if (key.split(':').at(-1) === 'headers') return undefined;
  let found = false;
  const emptyHeaders = (name: string, member: unknown) => {
    if (name !== 'headers' || member === null) return member;
    found = true;
    return null;
  };
  try {
    const kept = JSON.stringify(JSON.parse(value), emptyHeaders);
    return found ? kept : value;
  } catch {
    // No JSON: the text of an operation, or a setting.
    return value;
  }
}
