import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '../domain/errors.ts';

/** Goes up when a manifest says something that older releases cannot read. */
export const manifestFormat = 1;

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const whole = z.int().min(0);
const counted = z.strictObject({ count: whole, digest });

const manifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  /** Which release made it, when, and from which engine. */
  release: z.string(),
  madeAt: z.iso.datetime(),
  engine: z.enum(['embedded', 'neo4j']),
  /** The schema of the file. */
  schemaVersion: whole,
  graphVersion: whole,
  /** Its number of entries, and the hash of the last one, which stands for all. */
  history: z.strictObject({ entries: whole, hash: digest }),
  nodes: counted,
  edges: counted,
  /** By type. `writes` is the sum of their versions: it goes up with every write. */
  records: z.record(z.string(), z.strictObject({ ...counted.shape, writes: whole })),
  file: z.strictObject({ bytes: whole, sha256: digest }),
});

/** What a backup holds, as it was when it was made. */
export type BackupManifest = Readonly<z.infer<typeof manifestSchema>>;

export const manifestFileOf = (file: string) => `${file}.manifest.json`;

/** Reads a manifest; refused where it is none, or one of a newer release. */
export async function readManifest(file: string): Promise<BackupManifest> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DomainError(
      'NOT_FOUND',
      `There is no manifest ${file} that can be read; a backup is checked by its own.`,
      {
        cause,
      },
    );
  });
  const data = jsonIn(text);
  const { format } = z.object({ format: z.int() }).safeParse(data).data ?? {};
  if (format !== undefined && format > manifestFormat)
    throw new DomainError(
      'SCHEMA_TOO_NEW',
      `The manifest ${file} has format ${format}, this release reads ${manifestFormat}: use a newer release.`,
    );
  const parsed = manifestSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new DomainError('VALIDATION_FAILED', `${file} is no manifest of a backup, or was cut or altered.`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The size and the checksum of a file. */
export async function fileDigest(file: string): Promise<BackupManifest['file']> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}
