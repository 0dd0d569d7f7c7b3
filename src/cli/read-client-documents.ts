import { readdir, readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { ClientDocument, DocumentProblem } from '../graphql/persisted/persist-operations.ts';

export interface ReadClientDocuments {
  readonly documents: readonly ClientDocument[];
  readonly problems: readonly DocumentProblem[];
}

/** Reads files as they are named, and of folders the documents at any depth; a file that is named twice, once. */
export async function readClientDocuments(paths: readonly string[]): Promise<ReadClientDocuments> {
  const found = await Promise.all(paths.map(filesAt));
  const files = [...new Set(found.flat())];
  const read = await Promise.all(files.map(readDocument));
  const empty = paths.filter((_, index) => found[index]?.length === 0);
  return {
    documents: read.filter((result) => 'text' in result),
    problems: [
      ...read.filter((result) => 'message' in result),
      ...empty.map((folder) => problemAt(folder, 'is a folder without *.graphql or *.gql files')),
    ],
  };
}

async function filesAt(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [normalize(path)];
  const names = await readdir(path, { recursive: true });
  return names.filter(isDocument).map((name) => join(path, name));
}

/** Libraries bring documents of their own, and so do tools in folders that they hide. */
const isDocument = (name: string) =>
  /\.(graphql|gql)$/u.test(name) &&
  !name.split(/[\\/]/u).some((part) => part === 'node_modules' || part.startsWith('.'));

const readDocument = (file: string): Promise<ClientDocument | DocumentProblem> =>
  readFile(file, 'utf8').then(
    (text) => ({ file, text }),
    () => problemAt(file, 'is not a file or folder that can be read'),
  );

const problemAt = (file: string, message: string) => ({ file, line: 1, column: 1, message });
