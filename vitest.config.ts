import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take graphql's ES modules while the libraries load its CommonJS files: two copies refuse each other.
  resolve: {
    alias: [
      { find: /^graphql$/u, replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)) },
    ],
  },
  // libsql is native and does not survive worker threads: forks.
  // One database that was given from outside is there for one file of tests at a time.
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    globalSetup: 'tests/lanes/server-pool.ts',
    testTimeout: 180_000,
    hookTimeout: 240_000,
    fileParallelism: !process.env['NEO4J_URI'],
    // Half of what runs waits for a database, a browser or a process: two at a time keep two cores busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
