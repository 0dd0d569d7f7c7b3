import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Gives each editor a name of its own for screen readers; Monaco calls all of them "Editor content". */
export function EditorNames() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor, responseEditor }) => ({
    'GraphQL operation': queryEditor,
    'Variables, JSON': variableEditor,
    'Request headers, JSON': headerEditor,
    'Answer, JSON': responseEditor,
  }));
  useEffect(() => {
    for (const [ariaLabel, editor] of Object.entries(editors)) editor?.updateOptions({ ariaLabel });
  }, [editors]);
  return null;
}
