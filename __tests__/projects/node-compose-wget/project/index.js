const { ApolloServer } = require('@apollo/server');
const { startStandaloneServer } = require('@apollo/server/standalone');
const Redis = require('ioredis');

const redis = new Redis('redis');
const server = new ApolloServer({
  typeDefs: 'type Query { hits: Int }',
  resolvers: { Query: { hits: () => redis.incr('hits') } },
});
startStandaloneServer(server, { listen: { port: 4000 } });
