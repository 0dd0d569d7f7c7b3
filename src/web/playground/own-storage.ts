import { withoutHeaders } from './without-headers.ts';

/**
 * A part of the browser's storage under a name. GraphiQL's own keys are the same everywhere, and on a developer's
 * machine many servers take turns at one address: without this, another project's tabs would appear here. Request
 * headers are never stored, whatever asks for it, and those that an earlier version stored are removed.
 */
export function ownStorage(name: string): Storage {
  const prefix = `${name}:`;
  const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  const write = (key: string, value: string) => {
    const kept = withoutHeaders(key, value);
    if (kept === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, kept);
  };
  for (const key of ownKeys()) write(key, localStorage.getItem(key) ?? '');
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => write(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
    clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
    key: (index) => ownKeys()[index]?.slice(prefix.length) ?? null,
    get length() {
      return ownKeys().length;
    },
  };
}
