import { hash } from 'node:crypto';
import { z } from 'zod';

/** Apollo's persisted query manifest, version 1: what its clients and tools write and read as well. */
export const operationManifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string(),
    }),
  ),
});

export type OperationManifest = z.infer<typeof operationManifestSchema>;
export type ManifestOperation = OperationManifest['operations'][number];

/** What a client sends in place of the text: its SHA-256 in hexadecimal, in small letters. */
export const operationId = (body: string): string => hash('sha256', body);
