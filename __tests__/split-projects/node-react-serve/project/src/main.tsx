import axios from 'axios';
import { createRoot } from 'react-dom/client';

const root = createRoot(document.getElementById('root')!);
axios.get('/recipes.json').then(({ data }) => root.render(<pre>{JSON.stringify(data)}</pre>));
