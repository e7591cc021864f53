# The image of dockopt: docker run --rm -v "$PWD:/work" dockopt fix
FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts && npm cache clean --force
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="dockopt" \
      org.opencontainers.image.licenses="MIT"
# git tells which files are tracked; the folder that is mounted belongs to somebody else.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && ln -s /opt/dockopt/bin/dockopt.js /usr/local/bin/dockopt
WORKDIR /opt/dockopt
COPY LICENSE package.json ./
COPY bin bin
COPY --from=build /src/dist dist
USER node
WORKDIR /work
ENTRYPOINT ["dockopt"]
CMD ["--help"]
