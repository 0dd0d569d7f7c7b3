import { createRoot } from 'react-dom/client';
import './editor-workers.ts';
import { Playground } from './playground.tsx';

const place = document.getElementById('playground');
if (!place) throw new TypeError('The page has no place for the playground.');
createRoot(place).render(<Playground />);
