/** `basedOn` → `BasedOn`, `LEVEL_OF` → `LevelOf`. */
export function pascalCase(name: string): string {
  return name
    .split(/[_-]/u)
    .map((part) =>
      part === part.toUpperCase()
        ? part.charAt(0) + part.slice(1).toLowerCase()
        : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('');
}

/** `LabelAsc` → `LABEL_ASC`, `createdAt` → `CREATED_AT`. */
export function constantCase(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/gu, '_').toUpperCase();
}
