import neo4j, { type Driver } from 'neo4j-driver';

/** Where a server answers, and by which name we go there. */
export interface ServerAddress {
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
}

interface DriverLimits {
  /** Milliseconds. */
  readonly connectionTimeout?: number;
  readonly maxConnectionPoolSize?: number;
}

export function driverOf(
  { uri, user, password }: ServerAddress,
  { connectionTimeout = 3_000, maxConnectionPoolSize = 100 }: DriverLimits = {},
): Driver {
  const token =
    user === undefined && password === undefined ? undefined : neo4j.auth.basic(user ?? 'neo4j', password ?? '');
  return neo4j.driver(uri, token, {
    disableLosslessIntegers: true,
    connectionTimeout,
    connectionAcquisitionTimeout: 4_000,
    maxTransactionRetryTime: 2_000,
    connectionLivenessCheckTimeout: 30_000,
    fetchSize: -1,
    telemetryDisabled: true,
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    userAgent: 'evidence-graph',
    maxConnectionPoolSize,
  });
}
