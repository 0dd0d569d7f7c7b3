import { keysOf } from './support/keys-of.ts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { tokenIssuers, type TokenIssuer } from './access/token-issuers.ts';
import { DomainError } from './domain/errors.ts';
import { registryNames, type RegistryName } from './exchange/references/lookup/reference-lookups.ts';

/** Every setting of the server, read once from the environment and passed on as a value. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Undefined: the embedded store. */
  readonly neo4j: Neo4jConfig | undefined;
  readonly corsOrigins: readonly string[];
  readonly logLevel: string;
  readonly introspection: boolean;
  readonly responseCache: boolean;
  /** Most processes that answer queries which may take long; none: the server answers all by itself. */
  readonly mostWorkers: number;
  /** How long a request may take, in milliseconds. */
  readonly requestTimeout: number;
  /** How long requests are still taken after a signal to stop, and how long what is under way may take then, in milliseconds. */
  readonly drainDelay: number;
  readonly drainTimeout: number;
  readonly seed: boolean;
  /** Undefined: no operation is known by hash from the start. */
  readonly persisted: PersistedConfig | undefined;
  /** Undefined: there are no API keys. */
  readonly keyPepper: string | undefined;
  /** The key or token of whoever runs a command that takes one; undefined: they give no name. */
  readonly credential: string | undefined;
  /** Whose tokens are taken. */
  readonly issuers: readonly TokenIssuer[];
  /** The registries that may be asked about a reference, in turn; empty: nothing is asked over the network. */
  readonly referenceLookup: readonly RegistryName[];
}

export interface PersistedConfig {
  /** The file of the manifest. */
  readonly manifest: string;
  /** Whether only its operations are answered. */
  readonly only: boolean;
}

export interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether others may keep nodes and edges under our names there. */
  readonly isShared: boolean;
}

const onOff = z.enum(['on', 'off']);

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .refine((number) => number >= least && number <= most);

const settings = {
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  DATA_DIR: z.string().min(1).default('./data'),
  NEO4J_URI: z
    .string()
    .regex(/^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s@]+$/u)
    .optional(),
  NEO4J_USER: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_PASSWORD_FILE: z.string().min(1).optional(),
  NEO4J_DATABASE: z.string().min(1).default('neo4j'),
  NEO4J_SHARED: onOff.default('off'),
  CORS_ORIGINS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter((origin) => origin !== ''),
    )
    .refine((origins) => origins.every(isOrigin))
    .default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  INTROSPECTION: onOff.default('on'),
  RESPONSE_CACHE: onOff.default('on'),
  WORKERS: wholeNumber(0, 16).default(2),
  REQUEST_TIMEOUT: wholeNumber(1, 600).default(10),
  DRAIN_DELAY: wholeNumber(0, 600).default(0),
  DRAIN_TIMEOUT: wholeNumber(1, 600).default(10),
  SEED: onOff.default('on'),
  PERSISTED_OPERATIONS: z.string().min(1).optional(),
  PERSISTED_ONLY: onOff.default('off'),
  KEY_PEPPER: z.string().min(32).optional(),
  EVIDENCE_GRAPH_KEY: z.string().min(1).optional(),
  JWT_ISSUERS: z.string().transform(jsonIn).pipe(tokenIssuers).default([]),
  REFERENCE_LOOKUP: z
    .string()
    .transform((list) => (list === 'off' ? [] : list.split(',').map((name) => name.trim())))
    .pipe(z.array(z.enum(registryNames)))
    .default([]),
};

/** What each setting must be, in the words of an error message. */
const allowed: Readonly<Record<keyof typeof settings, string>> = {
  HOST: 'an address to listen on',
  PORT: 'a whole number from 0 to 65535',
  DATA_DIR: 'a folder',
  NEO4J_URI: 'an address such as neo4j://localhost:7687, without user and password',
  NEO4J_USER: 'a user name',
  NEO4J_PASSWORD: 'a password',
  NEO4J_PASSWORD_FILE: 'a file that holds the password',
  NEO4J_DATABASE: 'the name of a database',
  NEO4J_SHARED: 'on or off',
  CORS_ORIGINS: 'origins such as https://example.org, parted by commas',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  INTROSPECTION: 'on or off',
  RESPONSE_CACHE: 'on or off',
  WORKERS: 'a whole number from 0 to 16',
  REQUEST_TIMEOUT: 'a whole number of seconds from 1 to 600',
  DRAIN_DELAY: 'a whole number of seconds from 0 to 600',
  DRAIN_TIMEOUT: 'a whole number of seconds from 1 to 600',
  SEED: 'on or off',
  PERSISTED_OPERATIONS: 'the file of a manifest',
  PERSISTED_ONLY: 'on or off',
  KEY_PEPPER: 'a secret of 32 characters or more',
  EVIDENCE_GRAPH_KEY: 'a key or a token of one’s own',
  JWT_ISSUERS:
    'a JSON list of objects with name, issuer, audience, jwks (https) and, where they differ, algorithms, typ, roleClaim',
  REFERENCE_LOOKUP: `off, or some of ${registryNames.join(', ')}, parted by commas`,
};

const secret = new Set<string>(['NEO4J_PASSWORD', 'KEY_PEPPER', 'EVIDENCE_GRAPH_KEY']);

/** Undefined for what is no JSON, which no setting allows. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** Reads the settings; `CONFIGURATION` names every one that is wrong, what it must be and what it was. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = z.object(settings).safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const named = new Set(parsed.error.issues.map(({ path }) => path[0]));
    const wrong = keysOf(settings).filter((name) => named.has(name));
    throw new DomainError('CONFIGURATION', wrong.map((name) => complaint(name, environment[name])).join(' '));
  }
  const { HOST, PORT, DATA_DIR, CORS_ORIGINS, LOG_LEVEL, INTROSPECTION, RESPONSE_CACHE, SEED } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    dataDir: DATA_DIR,
    neo4j: neo4jConfig(parsed.data),
    corsOrigins: CORS_ORIGINS,
    logLevel: LOG_LEVEL,
    introspection: INTROSPECTION === 'on',
    responseCache: RESPONSE_CACHE === 'on',
    mostWorkers: parsed.data.WORKERS,
    requestTimeout: 1_000 * parsed.data.REQUEST_TIMEOUT,
    drainDelay: 1_000 * parsed.data.DRAIN_DELAY,
    drainTimeout: 1_000 * parsed.data.DRAIN_TIMEOUT,
    seed: SEED === 'on',
    persisted: persistedConfig(parsed.data),
    keyPepper: parsed.data.KEY_PEPPER,
    credential: parsed.data.EVIDENCE_GRAPH_KEY,
    issuers: parsed.data.JWT_ISSUERS,
    referenceLookup: [...new Set(parsed.data.REFERENCE_LOOKUP)],
  };
}

function complaint(name: keyof typeof settings, value = ''): string {
  // An address with a user in it may hold a password too.
  const hidden = secret.has(name) || value.includes('@');
  return `${name} must be ${allowed[name]}${hidden ? '' : `, got ${JSON.stringify(value)}`}.`;
}

const withoutEmpty = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

interface PersistedSettings {
  readonly PERSISTED_OPERATIONS?: string | undefined;
  readonly PERSISTED_ONLY: 'on' | 'off';
}

function persistedConfig(value: PersistedSettings): PersistedConfig | undefined {
  const { PERSISTED_OPERATIONS: manifest, PERSISTED_ONLY } = value;
  const only = PERSISTED_ONLY === 'on';
  if (manifest !== undefined) return { manifest, only };
  if (only) throw new DomainError('CONFIGURATION', 'PERSISTED_ONLY is on: PERSISTED_OPERATIONS must name a manifest.');
  return undefined;
}

interface Neo4jSettings {
  readonly NEO4J_URI?: string | undefined;
  readonly NEO4J_USER: string;
  readonly NEO4J_PASSWORD?: string | undefined;
  readonly NEO4J_PASSWORD_FILE?: string | undefined;
  readonly NEO4J_DATABASE: string;
  readonly NEO4J_SHARED: 'on' | 'off';
}

function neo4jConfig(value: Neo4jSettings): Neo4jConfig | undefined {
  const { NEO4J_URI: uri, NEO4J_PASSWORD: password, NEO4J_PASSWORD_FILE: file } = value;
  if (password !== undefined && file !== undefined)
    throw new DomainError('CONFIGURATION', 'Set NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, not both.');
  if (uri === undefined) return undefined;
  return {
    uri,
    user: value.NEO4J_USER,
    password: password ?? (file === undefined ? '' : passwordIn(file)),
    database: value.NEO4J_DATABASE,
    isShared: value.NEO4J_SHARED === 'on',
  };
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new DomainError(
      'CONFIGURATION',
      `NEO4J_PASSWORD_FILE must be ${allowed.NEO4J_PASSWORD_FILE} and can be read, got ${JSON.stringify(file)}.`,
      { cause },
    );
  }
}
