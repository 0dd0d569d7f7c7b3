import type { Environment } from 'monaco-editor';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from './graphql.worker.ts?worker';

/*
 * The editors' background workers, as files of our own. They are imported one by one because GraphiQL's ready-made
 * import is pre-bundled by Vite's development server, which then cannot find them.
 */
const environment: Environment = {
  getWorker(_id, label) {
    if (label === 'graphql') return new GraphqlWorker();
    return label === 'json' ? new JsonWorker() : new EditorWorker();
  },
};

window.MonacoEnvironment = environment;
