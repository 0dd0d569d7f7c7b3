import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` listens; in development the page comes from Vite and its questions go there. */
const server = process.env['PLAYGROUND_SERVER'] ?? 'http://127.0.0.1:4000';

// Vite reads the default export of this file: the one place where the project has one.
export default defineConfig({
  root: `${import.meta.dirname}/playground`,
  // Relative, so that the page works below any path that a reverse proxy serves it at.
  base: './',
  plugins: [react()],
  // Two copies of graphql refuse each other's schemas.
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  // The development server would notice this one late and load the page twice.
  optimizeDeps: { include: ['monaco-graphql/esm/graphql.worker.js'] },
  // Modules, so that a worker may load what it needs by name; Vite's default would wrap it.
  worker: { format: 'es' },
  build: {
    outDir: `${import.meta.dirname}/../../dist/web`,
    emptyOutDir: true,
    // The licences of what is bundled travel with it.
    license: { fileName: 'licences.md' },
    // Every asset is a file of its own: what the page needs can be read from the folder, and the policy stays short.
    assetsInlineLimit: 0,
    // Monaco is one piece of 2.5 MB; it is loaded after the page and cached by its hash.
    chunkSizeWarningLimit: 4000,
    // The React compiler's "use no memo" in GraphiQL's files has done its work before we get them.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { '/graphql': server } },
});
