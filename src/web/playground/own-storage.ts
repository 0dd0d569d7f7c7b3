/**
 * A part of the browser's storage under a name. GraphiQL's own keys are the same everywhere, and on a developer's
 * machine many servers take turns at one address: without this, another project's tabs would appear here.
 */
export function ownStorage(name: string): Storage {
  const prefix = `${name}:`;
  const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
    clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
    key: (index) => ownKeys()[index]?.slice(prefix.length) ?? null,
    get length() {
      return ownKeys().length;
    },
  };
}
