/*
 * A file of ours around the library's, because Vite's development server bundles what our own files import, CommonJS
 * included; the library's worker by itself would meet modules that no browser can load.
 */
import 'monaco-graphql/esm/graphql.worker.js';
