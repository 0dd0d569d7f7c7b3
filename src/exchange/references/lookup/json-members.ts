/** A member of parsed JSON by its path, or undefined: answers of registries are not ours to trust. */
export function member(data: unknown, ...path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

export const listAt = (data: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const found = member(data, ...path);
  return Array.isArray(found) ? found : [];
};

export const textAt = (data: unknown, ...path: readonly (string | number)[]): string | undefined => {
  const found = member(data, ...path);
  return typeof found === 'string' ? found : undefined;
};
