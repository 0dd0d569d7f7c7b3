import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AccessOptions } from '../access/authenticator.ts';
import type { EvidenceStore } from '../graphql/evidence-store.ts';
import type { RequestContext } from '../graphql/request-context.ts';
import type { Readiness } from './health.ts';
import type { RequestQueue } from './queue/request-queue.ts';

export interface ServerOptions {
  readonly store: EvidenceStore;
  readonly schema: GraphQLSchema;
  readonly logger: FastifyBaseLogger;
  readonly introspection: boolean;
  readonly corsOrigins: readonly string[];
  /** Answer from compiled operations where that is possible (the default); off, graphql-js executes everything. */
  readonly compiledOperations?: boolean;
  /** Answer what was compiled without asking Apollo Server (the default). */
  readonly answersCompiled?: boolean;
  /** Keep finished answers for repeated questions (off where it is not given). */
  readonly responseCache?: boolean;
  /** Operations that are known by hash from the start, and whether nothing else is answered. */
  readonly persisted?: { readonly operations: ReadonlyMap<string, string>; readonly only: boolean } | undefined;
  /** How credentials are checked; where it is not given, none is good. */
  readonly access?: AccessOptions;
  /** Asks registries about references; absent where that is off. */
  readonly lookup?: RequestContext['lookup'];
  /** Whether load balancers may send requests; left out, they may as soon as the store answers. */
  readonly readiness?: () => Readiness;
  /** Log a line for each request (off where it is not given). */
  readonly accessLog?: boolean;
  /** The folder of the built playground, or undefined where it was not built. */
  readonly webFolder?: string;
  /** Answer queries that may take long; absent, all are answered in this process. */
  readonly workers?: RequestContext['workers'];
  /** How long a request may take, in milliseconds (10 s). */
  readonly requestTimeout?: number;
  /** Where requests wait for their turn; one of its own where it is not given. */
  readonly queue?: RequestQueue;
  /** Addresses and networks of proxies that are believed whom they ask for (none where it is not given). */
  readonly trustedProxies?: readonly string[];
  /** The path below which a reverse proxy serves it, for example `/evidence` (none where it is not given). */
  readonly basePath?: string;
  /** Most requests for GraphQL of one client within a minute; undefined: as many as it likes. */
  readonly rateLimit?: number | undefined;
}
