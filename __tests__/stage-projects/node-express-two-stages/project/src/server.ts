import cors from 'cors';
import express from 'express';
import { todos } from './todos';

const app = express();
app.use(cors());
app.use(express.json());
app.use('/todos', todos);

const port = Number(process.env.PORT ?? 3000);
app.listen(port, () => console.log(`listening on ${port}`));
