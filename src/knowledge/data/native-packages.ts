/**
 * What is known by hand of packages of Python and Node, beside the tables that scripts make. Each row has its source, or says that
 * it has none: then no fix that rests on it is `safe`.
 */
export const DATE = '2026-11-25';

/** Python packages of which it is remembered that they have no code to compile, or wheels for Linux. Unverified. */
export const UNVERIFIED_PYTHON =
  'aioboto3 aiokafka aioredis asyncmy catboost confluent-kafka connexion crispy-forms dash dash-bootstrap-components ' +
  'drf-yasg evaluate fastapi-users fiona flask-admin flask-restx flask-script flask-testing gmpy2 google-cloud-logging ' +
  'google-cloud-pubsub janus langchain-openai levenshtein lightgbm maturin opencv-contrib-python ' +
  'opencv-contrib-python-headless opentelemetry-exporter-otlp opentelemetry-instrumentation opentelemetry-sdk pathlib2 ' +
  'pep8 pip-tools pipdeptree python-crfsuite sacremoses slackclient strawberry-graphql tables textblob ' +
  'tortoise-orm tweepy youtube-dl';

/**
 * Python packages whose sources hold nothing to compile, read in their repositories: the packages with compiled code that their
 * dependencies bring, and where that is said.
 */
export const READ_PYTHON: Readonly<Record<string, readonly [brought: string, source: string]>> = {
  pdfkit: ['', 'JazzCore/python-pdfkit setup.py at fb86d33'],
  streamlit: [
    'gitpython markupsafe numpy pandas pillow protobuf pyarrow rpds-py tornado watchdog',
    'streamlit/streamlit lib/setup.py at 2db81f7',
  ],
};

/** Packages that bring a module back which left Python: others ask for them from this minor release of CPython 3 on, and not before. */
export const RETURNED_PYTHON: Readonly<Record<string, number>> = { 'audioop-lts': 13 };

/**
 * The Debian packages of the shared libraries or programs that Python packages still look for when they run, and where that is said: a
 * document or thread of a project, or what Debian's package of the same module depends on (13.8). What a suite does not have is passed
 * over.
 */
export const LOADED_PYTHON: Readonly<Record<string, readonly [packages: string, source: string]>> = {
  audioread: ['ffmpeg', 'Debian python3-audioread'],
  cairocffi: ['libcairo2', 'Debian python3-cairocffi'],
  cairosvg: ['libcairo2', 'Debian python3-cairosvg, by python3-cairocffi'],
  ctranslate2: ['libgomp1', ''],
  'ffmpeg-python': ['ffmpeg', 'kkroening/ffmpeg-python README.md'],
  fiona: ['libexpat1', 'Toblerity/Fiona#1480'],
  gitpython: ['git', 'Debian python3-git'],
  graphviz: ['graphviz', 'Debian python3-graphviz'],
  librosa: ['libsndfile1', 'Debian python3-soundfile'],
  lightgbm: ['libgomp1', 'lightgbm-org/LightGBM#7141'],
  moviepy: ['ffmpeg', 'Debian python3-moviepy'],
  ocrmypdf: ['ghostscript tesseract-ocr', 'Debian ocrmypdf'],
  'opencv-contrib-python': ['libgl1 libglib2.0-0', 'opencv/opencv-python#370, fisher60/friendo-bot#68'],
  'opencv-contrib-python-headless': ['libglib2.0-0', 'fisher60/friendo-bot#68'],
  'opencv-python': ['libgl1 libglib2.0-0', 'opencv/opencv-python#370, fisher60/friendo-bot#68'],
  pdf2image: ['poppler-utils', 'Belval/pdf2image README.md'],
  'pre-commit': ['git', 'pre-commit/pre-commit pre_commit/git.py'],
  psycopg: ['libpq5', 'Debian python3-psycopg'],
  pydot: ['graphviz', 'Debian python3-pydot'],
  pyodbc: ['unixodbc', 'Debian python3-pyodbc'],
  pypandoc: ['pandoc', 'Debian python3-pypandoc'],
  pysaml2: ['xmlsec1', 'Debian python3-pysaml2'],
  pytesseract: ['tesseract-ocr', 'madmaze/pytesseract README.rst'],
  'python-gnupg': ['gnupg', 'Debian python3-gnupg'],
  'python-magic': ['libmagic1', 'Debian python3-magic'],
  pyzbar: ['libzbar0', 'NaturalHistoryMuseum/pyzbar README.rst'],
  rasterio: ['libexpat1', 'rasterio/rasterio-wheels#136, docker-library/python#984'],
  soundfile: ['libsndfile1', 'Debian python3-soundfile'],
  wand: ['libmagickwand-6.q16-6 libmagickwand-7.q16-10', 'emcconville/wand docs/guide/install.rst'],
  weasyprint: [
    'libglib2.0-0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0',
    'Kozea/WeasyPrint docs/first_steps.rst',
  ],
  xgboost: ['libgomp1', 'dmlc/xgboost#4489'],
};

/**
 * Python packages that are, or may have to be, built from source on Linux, beside those of data/python-packages. From memory, but that
 * Debian's builds of some are compiled (its LINKED): a refusal rests on it, never a rewrite.
 */
export const SOURCE_PYTHON =
  'dlib flask-mysqldb gmpy horovod kerberos m2crypto mariadb mod-wsgi nis pillow-simd pyaudio pybluez pycairo pycrypto ' +
  'pycups pygobject pygraphviz pykerberos pylibmc pysqlite3 python-prctl rpi-gpio rrdtool scandir systemd-python talib ' +
  'twofish uwsgi';

/**
 * Node packages in whose newest tree of dependencies no package runs an install script or is bound to a platform: all of them
 * checked with npm 11.19.1 against the public registry on 2026-11-23 by scripts/knowledge/node-trees.mjs. Releases other than the newest of
 * that day are not checked, nor which programs of the system a package runs.
 */
export const PURE_NODE =
  
  '@angular/cli @angular/common @angular/compiler @angular/compiler-cli @angular/core @angular/forms @angular/router ' +
  '@apollo/client @aws-sdk/client-dynamodb @aws-sdk/client-s3 @aws-sdk/client-sqs @aws-sdk/lib-storage ' +
  '@aws-sdk/s3-request-presigner @azure/identity @azure/storage-blob @babel/cli @babel/core @babel/plugin-transform-runtime ' +
  '@babel/preset-env @babel/preset-react @babel/preset-typescript @babel/register @babel/runtime @commitlint/cli ' +
  '@commitlint/config-conventional @elastic/elasticsearch @emotion/react @emotion/styled @eslint/js @faker-js/faker ' +
  '@fastify/cookie @fastify/cors @fastify/helmet @fastify/jwt @fastify/multipart @fastify/rate-limit @fastify/static ' +
  '@fastify/swagger @fastify/websocket @google-cloud/storage @graphql-tools/schema @hapi/hapi @hapi/joi @headlessui/react ' +
  '@hookform/resolvers @koa/cors @koa/router @mui/icons-material @mui/material @nestjs/axios @nestjs/cli @nestjs/common ' +
  '@nestjs/config @nestjs/jwt @nestjs/mapped-types @nestjs/microservices @nestjs/mongoose @nestjs/passport ' +
  '@nestjs/platform-express @nestjs/platform-fastify @nestjs/schedule @nestjs/schematics @nestjs/testing @nestjs/throttler ' +
  '@nestjs/typeorm @octokit/rest @opentelemetry/api @reduxjs/toolkit @rollup/plugin-commonjs @rollup/plugin-node-resolve ' +
  '@rollup/plugin-typescript @sendgrid/mail @sentry/browser @sentry/react @slack/bolt @slack/web-api @tailwindcss/forms ' +
  '@tailwindcss/typography @tanstack/react-query @testing-library/dom @testing-library/jest-dom @testing-library/react ' +
  '@testing-library/user-event @trpc/client @trpc/server @tsconfig/node20 @typescript-eslint/eslint-plugin ' +
  '@typescript-eslint/parser @vue/cli-service ajv amqplib ansi-styles archiver async autoprefixer axios axios-retry babel-eslint ' +
  'babel-loader base64url basic-auth bcryptjs bignumber.js bluebird body-parser bootstrap busboy bytes cac chai chai-http chalk ' +
  'cheerio chokidar cjs-module-lexer class-transformer class-validator classnames clsx co colors commander compression ' +
  'concurrently config connect-flash connect-mongo connect-redis consola cookie cookie-parser cookie-session copy-webpack-plugin ' +
  'cors cron cross-env cross-fetch cross-spawn crypto-js css-loader csurf csv-parse csv-parser csv-stringify d3 dataloader ' +
  'date-fns dayjs debug deepmerge del depd discord-api-types discord.js dotenv dotenv-expand ejs elasticsearch errorhandler eslint ' +
  'eslint-config-airbnb eslint-config-airbnb-base eslint-config-prettier eslint-plugin-import eslint-plugin-jest ' +
  'eslint-plugin-jsx-a11y eslint-plugin-n eslint-plugin-prettier eslint-plugin-promise eslint-plugin-react ' +
  'eslint-plugin-react-hooks eslint-plugin-vue event-stream eventemitter3 execa express express-async-errors express-async-handler ' +
  'express-handlebars express-jwt express-rate-limit express-session express-validator express-winston fast-glob fastify ' +
  'fastify-plugin file-loader file-type finalhandler follow-redirects form-data formidable framer-motion fs-extra glob globals ' +
  'google-auth-library googleapis got graphql graphql-http graphql-request graphql-subscriptions graphql-tag graphql-tools ' +
  'graphql-ws gulp handlebars hbs he helmet hpp html-webpack-plugin http-errors http-proxy http-proxy-middleware http-server ' +
  'http-status-codes i18next iconv-lite immer immutable inquirer inversify ioredis ip isomorphic-fetch jade jasmine ' +
  'jest-environment-jsdom jimp joi jose jquery js-yaml jsdom json-schema json-server json5 jsonwebtoken jszip jwks-rsa jwt-decode ' +
  'kafkajs kleur knex koa koa-body koa-bodyparser koa-compose koa-helmet koa-logger koa-mount koa-router koa-session koa-static ' +
  'less less-loader lint-staged localforage lodash lodash-es lodash.debounce lodash.get lodash.merge log4js loglevel long lowdb ' +
  'lru-cache luxon mailgun-js marked mathjs memory-cache merge method-override micromatch migrate-mongo mime mime-types ' +
  'mini-css-extract-plugin minimist mkdirp mocha moment moment-timezone mongodb mongoose mongoose-paginate-v2 morgan ms multer ' +
  'multer-s3 mustache mysql mysql2 nanoid nats neo4j-driver nock node-cache node-cron node-fetch node-schedule nodemailer nodemon ' +
  'nopt normalize.css npm-run-all nprogress nunjucks nyc object-assign object-hash on-finished open openai openid-client ora ' +
  'p-limit p-map p-queue papaparse passport passport-facebook passport-github2 passport-google-oauth20 passport-jwt passport-local ' +
  'path-to-regexp pg pg-hstore pg-pool pino pino-http pino-pretty plop pluralize postcss postcss-cli postcss-loader prettier ' +
  'prettier-plugin-tailwindcss prom-client prop-types proxy-addr pug qrcode qs query-string ramda randomstring ' +
  'rate-limiter-flexible raw-body react react-dom react-hook-form react-i18next react-icons react-query react-redux react-router ' +
  'react-router-dom react-select react-toastify recharts redis redux redux-thunk reflect-metadata regenerator-runtime request ' +
  'request-promise response-time retry rimraf rollup-plugin-terser rxjs sanitize-html sass-loader semver sequelize sequelize-cli ' +
  'sequelize-typescript serve serve-favicon serve-static shelljs shortid signale sinon slugify socket.io socket.io-client ' +
  'source-map source-map-support sqlstring stripe style-loader styled-components stylelint superagent supertest svelte ' +
  'swagger-jsdoc swr tailwind-merge tailwindcss tape tar telegraf terser terser-webpack-plugin three through2 tiny-invariant tmp ' +
  'ts-loader ts-node ts-node-dev tsc-alias tsconfig-paths tslib tslint twilio type-fest typedi typeorm typescript ' +
  'typescript-eslint umzug underscore undici uniqid unirest unzipper urijs url-loader uuid validator vary vhost vinyl vue vue-i18n ' +
  'vue-loader vue-router vue-template-compiler vuetify vuex web-vitals webpack webpack-bundle-analyzer webpack-cli ' +
  'webpack-dev-middleware webpack-dev-server webpack-hot-middleware webpack-merge winston winston-daily-rotate-file ws xlsx xml2js ' +
  'xmlbuilder xss xstate y18n yaml yargs yargs-parser yup zod zone.js zustand';

/**
 * Node packages that need no compiler although a package of their tree runs an install script or is bound to a platform: the
 * binary comes as an npm package for linux-x64-gnu or lies in the package (`node-gyp-build`), or the script has nothing to do with
 * native code (`core-js`, `@scarf/scarf`, `aws-sdk`). That their newest trees hold no other script is checked like those of
 * PURE_NODE; the scripts' commands were read in the registry, what older releases do (which may download from elsewhere) was not.
 */
export const PREBUILT_NODE =
  
  '@apollo/protobufjs @apollo/server @babel/node @biomejs/biome @esbuild/linux-x64 @firebase/util @google-cloud/pubsub ' +
  '@grpc/grpc-js @grpc/proto-loader @jest/globals @napi-rs/canvas @nestjs/swagger @next/swc-linux-x64-gnu @node-rs/argon2 ' +
  '@node-rs/bcrypt @opentelemetry/sdk-node @parcel/css @parcel/watcher @prisma/adapter-pg @rollup/rollup-linux-x64-gnu ' +
  '@scarf/scarf @sentry/cli @sentry/node @sveltejs/adapter-node @sveltejs/kit @swc/cli @swc/core @swc/jest @tailwindcss/cli ' +
  '@tailwindcss/oxide @tailwindcss/postcss @tailwindcss/vite @vitejs/plugin-react @vitejs/plugin-vue apollo-server ' +
  'apollo-server-express argon2 aws-sdk babel-jest bcrypt bufferutil bull bullmq core-js core-js-pure esbuild eslint-config-next ' +
  'firebase-admin fsevents husky jest lightningcss lmdb msgpackr msgpackr-extract next next-auth next-i18next nuxt oxlint parcel ' +
  'postinstall-postinstall protobufjs rolldown rollup sass sharp snappy sodium-native swagger-ui-express ts-jest turbo ' +
  'type-graphql unrs-resolver utf-8-validate vite vitest';

/**
 * Packages whose repository, which data/node-packages was made from, does not hold their older releases: the first release that fetches a
 * binary, and compiles where that fails; the first one that has it by npm. The manifests of all releases in the registry, on 2026-11-25.
 */
export const BINARY_SINCE: Readonly<Record<string, readonly [fetched: string, byNpm: string]>> = {
  snappy: ['6.1.1', '7.0.0'],
};

/** Node packages that run a program or load a library of the system, and its Debian packages; from memory, not checked. */
export const NODE_WITH_LIBRARIES: Readonly<Record<string, string>> = {
  '@prisma/client': 'ca-certificates openssl',
  '@prisma/engines': 'ca-certificates openssl',
  prisma: 'ca-certificates openssl',
  'fluent-ffmpeg': 'ffmpeg',
  gm: 'imagemagick',
  // Both run ps to find the children of a process (their sources: index.js of tree-kill, lib/ps.js of pidtree).
  pidtree: 'procps',
  'tree-kill': 'procps',
  // Stops a tree of processes by ps (keymetrics/docker-pm2#73); lists processes by it (sebhildebrandt/systeminformation#576).
  pm2: 'procps',
  systeminformation: 'procps',
  imagemagick: 'imagemagick',
  'simple-git': 'ca-certificates git',
};

/**
 * Node packages that node-gyp may have to build, or whose prebuilt binary has to be fetched from outside npm, beside those of
 * data/node-packages. The install scripts of @tensorflow/tfjs-node and bigint-buffer were read in the registry on 2026-11-23; the others
 * are from memory.
 */
export const SOURCE_NODE =
  '@tensorflow/tfjs-node bigint-buffer bson-ext grpc integer memcpy pg-native phantomjs rdkafka serialport v8-profiler';

/**
 * Extras of Python packages that bring a package with native code which the package itself does not need. From the metadata of SQLAlchemy
 * 2.0, psycopg 3.2, celery 5, kombu 5 and databases 0.9, from memory.
 */
export const EXTRAS: Readonly<Record<string, string>> = {
  'celery[librabbitmq]': 'librabbitmq',
  'celery[memcache]': 'pylibmc',
  'kombu[librabbitmq]': 'librabbitmq',
  'databases[postgresql]': 'asyncpg',
  'databases[mysql]': 'mysqlclient',
  'psycopg[c]': 'psycopg-c',
  'sqlalchemy[mariadb-connector]': 'mariadb',
  'sqlalchemy[mssql]': 'pyodbc',
  'sqlalchemy[mysql]': 'mysqlclient',
  'sqlalchemy[oracle]': 'cx-oracle',
  'sqlalchemy[postgresql]': 'psycopg2',
};

/**
 * The libraries that Python packages link with when they are compiled, by their Debian packages (Debian 11 to 13); an empty text: the C
 * and C++ libraries alone. From their install instructions.
 */
export const LINKED_PYTHON: Readonly<Record<string, string>> = {
  mysqlclient: 'libmariadb3',
  netifaces: '',
  psycopg2: 'libpq5',
  'psycopg-c': 'libpq5',
  pycrypto: '',
  'python-prctl': '',
};

/**
 * Python packages that link with what they find headers of: the libraries whose headers a package for compiling brings unasked, by that
 * package. Read in uwsgiconfig.py of unbit/uwsgi at 6cbb2177, which asks for expat.h; libpython3-dev of Debian 11 to 13 depends on its
 * package. zlib is in every image.
 */
export const LINKED_AS_FOUND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uwsgi: { 'python3-dev': 'libexpat1' },
};

/**
 * The same for Node packages of which data/node-packages can't tell: their binding.gyp runs a command. It was read: each builds what it
 * needs in, but for canvas (2.11.2).
 */
export const LINKED_NODE: Readonly<Record<string, string>> = {
  'better-sqlite3': '',
  'bigint-buffer': '',
  canvas: 'libcairo2 libpango-1.0-0 libpangocairo-1.0-0 libjpeg62-turbo libgif7 librsvg2-2',
  farmhash: '',
  'isolated-vm': '',
  secp256k1: '',
  ssh2: '',
};
