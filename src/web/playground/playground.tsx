import { GraphiQL } from 'graphiql';
import '@graphiql/react/font/fira-code.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';
import { ColorScheme } from './color-scheme.tsx';
import { EditorNames } from './editor-names.tsx';
import { examples } from './examples.ts';
import { ownStorage } from './own-storage.ts';
import { postOperation } from './post-operation.ts';

const tabs = examples.map((query) => ({ query }));
const storage = ownStorage('evidence-graph');

/** GraphiQL over our own `/graphql`, with the examples as tabs. Request headers may hold keys and are never stored: see {@link ownStorage}. */
export function Playground() {
  return (
    <>
      <header className="playground-header">
        <h1>evidence-graph playground</h1>
        <p>Each tab is an example: press Run, then change it. The book on the left opens the documentation.</p>
      </header>
      <main className="playground-main">
        <GraphiQL fetcher={postOperation} defaultTabs={tabs} storage={storage} showPersistHeadersSettings={false}>
          {/* The header says whose page this is; the tabs need the room. */}
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <EditorNames />
          <ColorScheme />
        </GraphiQL>
      </main>
    </>
  );
}
