import { readFileSync } from 'fs';
import { join } from 'path';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const typeDefs = readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8');
const resolvers = { Query: { books: () => [{ title: 'City of Glass' }] } };

const server = new ApolloServer({ typeDefs, resolvers });
startStandaloneServer(server, { listen: { port: 4000 } });
