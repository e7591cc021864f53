/**
 * What well-used Python and Node packages need beside their interpreter on Linux x86-64 with glibc. Written by hand; what of it was
 * checked, and against what, stands at each table. The Python index itself was not read.
 */
export const DATE = '2026-11-23';

/**
 * Python packages without code to compile, that need none that compiles. From memory; for 266 of them the lock files named at
 * FIRST_WHEEL list a none-any wheel of their newest release there. Their dependencies were not resolved.
 */
export const PURE_PYTHON =
  
  
  'absl-py aioboto3 aiobotocore aiofiles aiohttp-cors aiohttp-retry aioredis aiosignal aiosmtplib aiosqlite alabaster alembic amqp ' +
  'anthropic antlr4-python3-runtime anyio apispec appdirs apscheduler arrow asgiref asn1crypto astroid asttokens async-timeout ' +
  'atlassian-python-api attrs authlib automat autopep8 azure-common azure-core azure-identity azure-keyvault-secrets ' +
  'azure-storage-blob babel backoff bandit beautifulsoup4 billiard bleach blinker boto boto3 botocore bottle cachecontrol ' +
  'cached-property cachelib cachetools celery certifi chardet click click-didyoumean click-plugins click-repl cloudpickle colorama ' +
  'coloredlogs colorlog configargparse configobj connexion constantly cookiecutter coreapi crispy-forms croniter cssselect ' +
  'cssutils cycler dacite dash dash-bootstrap-components dask databases dataclasses-json datasets decorator deepdiff defusedxml ' +
  'deprecated deprecation diskcache distlib distro dj-database-url django django-allauth django-appconf django-celery-beat ' +
  'django-celery-results django-compressor django-cors-headers django-crispy-forms django-debug-toolbar django-environ ' +
  'django-extensions django-filter django-health-check django-model-utils django-prometheus django-redis django-storages ' +
  'django-taggit django-timezone-field djangorestframework djangorestframework-simplejwt dnspython docker docker-pycreds docopt ' +
  'docutils dogpile-cache drf-spectacular drf-yasg dynaconf ecdsa elastic-transport elasticsearch elasticsearch-dsl ' +
  'email-validator entrypoints environs et-xmlfile evaluate eventlet exceptiongroup execnet executing expiringdict factory-boy ' +
  'faker fakeredis fastapi fastapi-users fasteners fastjsonschema feedparser filelock flake8 flask flask-admin flask-babel ' +
  'flask-caching flask-cors flask-httpauth flask-jwt-extended flask-limiter flask-login flask-mail flask-marshmallow flask-migrate ' +
  'flask-restful flask-restx flask-script flask-session flask-socketio flask-sqlalchemy flask-talisman flask-testing flask-wtf ' +
  'flower freezegun fsspec future gitdb google-api-core google-api-python-client google-auth google-auth-httplib2 ' +
  'google-auth-oauthlib google-cloud-bigquery google-cloud-core google-cloud-logging google-cloud-pubsub ' +
  'google-cloud-secret-manager google-cloud-storage google-resumable-media googleapis-common-protos gql gradio graphene ' +
  'graphene-django graphql-core graphql-relay gspread gunicorn h11 h2 halo hpack html5lib httpcore httplib2 httpx huggingface-hub ' +
  'humanfriendly humanize hvac hypercorn hyperframe hyperlink hypothesis idna imageio importlib-metadata importlib-resources ' +
  'incremental inflect inflection influxdb influxdb-client iniconfig invoke ipykernel ipython ipython-genutils isodate isort ' +
  'itsdangerous janus jaraco-classes jedi jeepney jinja2 jmespath joblib josepy json5 jsonpatch jsonpath-ng jsonpickle jsonpointer ' +
  'jsonschema jsonschema-specifications jupyter-client jupyter-core jupyterlab kafka-python keras keyring kombu kubernetes ' +
  'langchain langchain-community langchain-core langchain-openai langsmith ldap3 limits litellm loguru mako markdown ' +
  'markdown-it-py marshmallow marshmallow-sqlalchemy mccabe mdurl mistune mkdocs mkdocs-material mock more-itertools moto motor ' +
  'mpmath msal msrest mypy-extensions natsort nbclient nbconvert nbformat nest-asyncio netaddr networkx nltk notebook oauth2client ' +
  'oauthlib openai openapi-spec-validator openpyxl opentelemetry-api opentelemetry-exporter-otlp opentelemetry-instrumentation ' +
  'opentelemetry-sdk ordered-set outcome packaging paho-mqtt parameterized paramiko parsel parso passlib paste pastedeploy ' +
  'pathlib2 pathspec pep8 pexpect phonenumbers pika pip pip-tools pipdeptree pipenv pkgutil-resolve-name platformdirs plotly ' +
  'pluggy ply poetry poetry-core polib portalocker prettytable prometheus-client prometheus-fastapi-instrumentator prompt-toolkit ' +
  'proto-plus ptyprocess pure-eval py pyasn1 pyasn1-modules pycodestyle pycparser pydantic-settings pydocstyle pydot pydub ' +
  'pyflakes pygithub pygments pyhumps pyjwt pylint pymysql pyopenssl pyparsing pypdf pypdf2 pyproject-hooks pyramid pysocks pytest ' +
  'pytest-asyncio pytest-cov pytest-django pytest-mock pytest-xdist python-dateutil python-decouple python-docx python-dotenv ' +
  'python-editor python-engineio python-http-client python-jose python-json-logger python-multipart python-slugify python-socketio ' +
  'python-telegram-bot pytz pytz-deprecation-shim pyxdg qrcode queuelib ratelimit readme-renderer redis referencing requests ' +
  'requests-cache requests-file requests-mock requests-oauthlib requests-toolbelt responses retry retrying rfc3339-validator ' +
  'rfc3986 rich rq rsa s3transfer sacremoses schedule schema scrapy seaborn selenium semver sendgrid sentry-sdk service-identity ' +
  'setuptools setuptools-scm sh shellingham simple-salesforce simple-websocket six slack-bolt slack-sdk slackclient smart-open ' +
  'smmap sniffio snowballstemmer sortedcontainers soupsieve sphinx sphinx-rtd-theme sqlalchemy-utils sqlmodel sqlparse ' +
  'sse-starlette stack-data starlette stevedore strawberry-graphql streamlit stripe structlog sympy tabulate tblib tenacity ' +
  'tensorboard termcolor text-unidecode textblob texttable threadpoolctl tinycss2 tinydb toml tomli tomli-w tomlkit toolz ' +
  'tortoise-orm tox tqdm traitlets transformers trio trio-websocket trove-classifiers tweepy twilio twisted typeguard typer ' +
  'types-requests typing-extensions typing-inspect typing-inspection tzdata tzlocal unidecode uritemplate urllib3 uvicorn vine ' +
  'virtualenv vulture waitress wcwidth webargs webcolors webencodings webob websocket-client werkzeug wheel whitenoise wsproto ' +
  'wtforms xlrd xlsxwriter xlwt xmltodict yamllint yapf youtube-dl yt-dlp zeep zipp zope-event';

/**
 * Python packages whose manylinux wheels carry all they need beside glibc. From memory; for 66 of them those lock files list a wheel
 * for CPython 3.12 of their newest release there, for gmpy2 its page at PyPI does. That nothing else is loaded is not checked.
 */
export const WHEEL_PYTHON =
  
  
  'aiohttp aiokafka argon2-cffi argon2-cffi-bindings asyncmy asyncpg bcrypt biopython black blis brotli catboost cffi ' +
  'charset-normalizer confluent-kafka contourpy coverage crc32c cryptography cymem cython debugpy duckdb faiss-cpu fastavro ' +
  'fonttools frozenlist geopandas gevent gmpy2 google-crc32c greenlet grpcio grpcio-status grpcio-tools h5py hiredis httptools ' +
  'ijson jiter kiwisolver levenshtein llvmlite lxml markupsafe matplotlib maturin mmh3 msgpack multidict murmurhash mypy ' +
  'mysql-connector-python numba numexpr numpy onnx onnxruntime opencv-python-headless orjson pandas peewee pillow polars preshed ' +
  'propcache protobuf psutil psycopg-binary psycopg2-binary pyarrow pycryptodome pycryptodomex pydantic pydantic-core pymongo ' +
  'pymssql pymupdf pynacl pyproj pyrsistent python-crfsuite python-rapidjson pywavelets pyyaml pyzmq rapidfuzz regex reportlab ' +
  'rpds-py ruamel-yaml ruamel-yaml-clib ruff safetensors scikit-image scikit-learn scipy sentencepiece setproctitle shapely ' +
  'simplejson spacy sqlalchemy srsly statsmodels tables tiktoken tokenizers tornado ujson uv uvloop watchdog watchfiles websockets ' +
  'wrapt xxhash yarl zope-interface zstandard';

/**
 * Python packages with wheels, and the Debian packages of the shared libraries or programs that they still look for. fiona and
 * rasterio: Toblerity/Fiona issue 1480, rasterio/rasterio-wheels issue 136, docker-library/python issue 984; the others are from
 * memory. What a suite does not have is passed over.
 */
export const WHEEL_PYTHON_WITH_LIBRARIES: Readonly<Record<string, string>> = {
  cairocffi: 'libcairo2',
  cairosvg: 'libcairo2',
  ctranslate2: 'libgomp1',
  'ffmpeg-python': 'ffmpeg',
  fiona: 'libexpat1',
  gitpython: 'git',
  graphviz: 'graphviz',
  lightgbm: 'libgomp1',
  librosa: 'libsndfile1',
  moviepy: 'ffmpeg',
  'opencv-contrib-python': 'libgl1 libglib2.0-0',
  'opencv-contrib-python-headless': 'libglib2.0-0',
  'opencv-python': 'libgl1 libglib2.0-0',
  pdf2image: 'poppler-utils',
  'pre-commit': 'git',
  psycopg: 'libpq5',
  pyodbc: 'unixodbc',
  pypandoc: 'pandoc',
  pytesseract: 'tesseract-ocr',
  'python-magic': 'libmagic1',
  pyzbar: 'libzbar0',
  rasterio: 'libexpat1',
  soundfile: 'libsndfile1',
  wand: 'libmagickwand-6.q16-6 libmagickwand-7.q16-10',
  weasyprint:
    'libglib2.0-0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0',
  xgboost: 'libgomp1',
};

/**
 * Python packages that are, or may have to be, built from source on Linux. mysqlclient and psycopg2: their own install instructions;
 * the others are from memory (newer releases of some, such as mpi4py and pysqlite3, have wheels).
 */
export const SOURCE_PYTHON =
  
  'dlib fasttext flask-mysqldb gmpy horovod kerberos m2crypto mariadb mod-wsgi mpi4py mysqlclient netifaces nis pillow-simd ' +
  'psycopg-c psycopg2 pyaudio pybluez pycairo pycrypto pycups pygobject pygraphviz pyicu pykerberos pylibmc pysqlite3 python-ldap ' +
  'python-prctl rpi-gpio rrdtool scandir systemd-python talib twofish uwsgi';

/**
 * The first release with a wheel for a CPython: an older pin is built from source. Packages with `abi3` wheels have one number
 * for all. Checked on 2026-11-23 against the wheels that the histories of poetry.lock and uv.lock of apache/iceberg-python,
 * saleor/saleor, mealie-recipes/mealie and zauberzeug/nicegui list: no release from these on lacks one there (some earlier ones have
 * one too). Not in those files, and so from memory: asyncpg, gevent, grpcio-tools (released with grpcio), peewee (its release notes of
 * 3.19.0), pymongo, scikit-learn, scipy.
 */
export const FIRST_WHEEL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aiohttp: { '3.10': '3.8.0', '3.11': '3.8.3', '3.12': '3.9.0', '3.13': '3.10.6' },
  asyncpg: { '3.10': '0.25.0', '3.11': '0.27.0', '3.12': '0.29.0', '3.13': '0.30.0' },
  bcrypt: { any: '3.2.0' },
  cffi: { '3.10': '1.15.0', '3.11': '1.15.1', '3.12': '1.16.0', '3.13': '1.17.0' },
  cryptography: { any: '3.4.0' },
  frozenlist: { '3.10': '1.2.0', '3.11': '1.3.3', '3.12': '1.4.1', '3.13': '1.5.0' },
  gevent: { '3.10': '21.8.0', '3.11': '22.10.1', '3.12': '23.9.1', '3.13': '24.10.1' },
  greenlet: { '3.10': '1.1.2', '3.11': '2.0.0', '3.12': '3.0.0', '3.13': '3.1.0' },
  grpcio: { '3.10': '1.41.1', '3.11': '1.49.1', '3.12': '1.59.0', '3.13': '1.66.2' },
  'grpcio-tools': { '3.10': '1.41.1', '3.11': '1.49.1', '3.12': '1.59.0', '3.13': '1.66.2' },
  httptools: { '3.10': '0.3.0', '3.11': '0.5.0', '3.12': '0.6.1', '3.13': '0.6.3' },
  lxml: { '3.10': '4.6.4', '3.11': '4.9.2', '3.12': '4.9.3', '3.13': '5.3.0' },
  matplotlib: { '3.10': '3.5.0', '3.11': '3.6.1', '3.12': '3.8.0', '3.13': '3.9.2' },
  msgpack: { '3.10': '1.0.3', '3.11': '1.0.5', '3.12': '1.0.6', '3.13': '1.1.0' },
  multidict: { '3.10': '5.2.0', '3.11': '6.0.3', '3.12': '6.0.5', '3.13': '6.1.0' },
  numpy: { '3.10': '1.21.3', '3.11': '1.23.3', '3.12': '1.26.0', '3.13': '2.1.0' },
  pandas: { '3.10': '1.3.4', '3.11': '1.5.1', '3.12': '2.1.1', '3.13': '2.2.3' },
  peewee: { any: '3.19.0' },
  pillow: { '3.10': '8.4.0', '3.11': '9.3.0', '3.12': '10.1.0', '3.13': '11.0.0' },
  'psycopg2-binary': { '3.10': '2.9.2', '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10' },
  'pydantic-core': { '3.11': '0.5.0', '3.12': '2.5.0', '3.13': '2.20.0' },
  pymongo: { '3.10': '3.12.2', '3.11': '4.3.2', '3.12': '4.6.0', '3.13': '4.9.0' },
  pyyaml: { '3.10': '6.0', '3.11': '6.0.1', '3.12': '6.0.1', '3.13': '6.0.2' },
  'scikit-learn': { '3.10': '1.0.2', '3.11': '1.2.0', '3.12': '1.3.2', '3.13': '1.5.2' },
  scipy: { '3.10': '1.7.2', '3.11': '1.9.3', '3.12': '1.11.3', '3.13': '1.14.1' },
  uvloop: { '3.10': '0.17.0', '3.11': '0.17.0', '3.12': '0.18.0', '3.13': '0.21.0' },
  yarl: { '3.10': '1.7.2', '3.11': '1.8.2', '3.12': '1.9.3', '3.13': '1.11.0' },
};

/**
 * Releases from which on all that were seen in the same lock files have a wheel for a CPython; older ones may have one too. `any`:
 * a wheel for all (abi3 or none-any).
 */
export const SEEN_WHEEL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'argon2-cffi': { any: '25.1.0' },
  'argon2-cffi-bindings': { any: '25.1.0' },
  black: { any: '22.3.0' },
  brotli: { '3.9': '1.0.9', '3.10': '1.0.9', '3.11': '1.0.9', '3.12': '1.1.0', '3.13': '1.1.0' },
  'charset-normalizer': { any: '2.0.4' },
  contourpy: { '3.11': '1.0.6', '3.12': '1.1.1', '3.13': '1.3.0' },
  coverage: { '3.9': '5.2.1', '3.10': '5.5', '3.11': '6.4.4', '3.12': '7.2.7', '3.13': '7.6.1' },
  cython: { any: '3.0.3' },
  debugpy: { any: '1.3.0' },
  duckdb: { '3.10': '0.7.0', '3.11': '0.7.0', '3.12': '0.10.2', '3.13': '1.1.3' },
  fastavro: { '3.10': '1.7.1', '3.11': '1.7.1', '3.12': '1.9.1', '3.13': '1.10.0' },
  fonttools: { any: '4.26.2' },
  'google-crc32c': { '3.10': '1.3.0', '3.11': '1.5.0', '3.12': '1.6.0', '3.13': '1.7.1' },
  'grpcio-status': { any: '1.39.0' },
  jiter: { '3.9': '0.5.0', '3.10': '0.5.0', '3.11': '0.5.0', '3.12': '0.5.0' },
  kiwisolver: { '3.10': '1.3.2', '3.11': '1.4.4', '3.12': '1.4.5', '3.13': '1.4.7' },
  llvmlite: { '3.10': '0.43.0', '3.11': '0.43.0', '3.12': '0.43.0', '3.13': '0.44.0' },
  markupsafe: { '3.9': '1.1.1', '3.10': '2.0.1', '3.11': '2.1.2', '3.12': '2.1.3', '3.13': '3.0.2' },
  mmh3: { '3.10': '4.1.0', '3.11': '4.1.0', '3.12': '4.1.0', '3.13': '5.0.1' },
  mypy: { any: '0.740' },
  numba: { '3.10': '0.60.0', '3.11': '0.60.0', '3.12': '0.60.0', '3.13': '0.61.2' },
  orjson: { '3.12': '3.9.9' },
  polars: { any: '1.8.2' },
  propcache: { any: '0.2.0' },
  protobuf: { any: '3.11.1' },
  psutil: { any: '5.9.8' },
  'psycopg-binary': { '3.12': '3.2.1' },
  pyarrow: { '3.10': '11.0.0', '3.11': '11.0.0', '3.12': '14.0.1', '3.13': '18.0.0' },
  pydantic: { any: '1.7.3' },
  pyrsistent: { '3.9': '0.18.1', '3.10': '0.18.1', '3.11': '0.19.3', '3.12': '0.19.3', '3.13': '0.19.3' },
  pyzmq: { '3.10': '27.1.0', '3.11': '27.1.0', '3.12': '27.1.0', '3.13': '27.1.0' },
  rapidfuzz: { '3.9': '3.2.0', '3.10': '3.2.0', '3.11': '3.2.0', '3.12': '3.6.1', '3.13': '3.9.6' },
  regex: { '3.10': '2021.9.30', '3.11': '2022.10.31', '3.12': '2023.12.25', '3.13': '2024.11.6' },
  'rpds-py': { '3.11': '0.10.3', '3.12': '0.10.3', '3.13': '0.20.0' },
  'ruamel-yaml': { any: '0.17.35' },
  'ruamel-yaml-clib': { '3.9': '0.2.8', '3.10': '0.2.8', '3.11': '0.2.8', '3.12': '0.2.8', '3.13': '0.2.12' },
  ruff: { any: '0.0.200' },
  simplejson: { any: '3.19.2' },
  sqlalchemy: { '3.9': '1.3.22', '3.10': '1.4.26', '3.11': '2.0.1', '3.12': '2.0.1', '3.13': '2.0.1' },
  tornado: { '3.9': '6.1', '3.10': '6.2', '3.11': '6.2', '3.12': '6.2', '3.13': '6.2' },
  ujson: { '3.9': '5.8.0', '3.10': '5.8.0', '3.11': '5.8.0', '3.12': '5.8.0' },
  watchdog: { any: '2.1.2' },
  watchfiles: { '3.9': '0.16.1', '3.10': '0.16.1', '3.11': '0.16.1', '3.12': '0.16.1', '3.13': '0.23.0' },
  websockets: { '3.9': '9.0.1', '3.10': '10.2', '3.11': '10.4', '3.12': '11.0.2', '3.13': '11.0.2' },
  wrapt: { '3.9': '1.13.2', '3.10': '1.13.3', '3.11': '1.14.1', '3.12': '1.15.0', '3.13': '1.15.0' },
  zstandard: { '3.9': '0.19.0', '3.10': '0.19.0', '3.11': '0.19.0', '3.12': '0.22.0', '3.13': '0.23.0' },
};

/**
 * Node packages in whose newest tree of dependencies no package runs an install script or is bound to a platform: all of them
 * checked with npm 11.19.1 against the public registry on 2026-11-23 by scripts/knowledge-node.mjs. Releases other than the newest of
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
  'path-to-regexp pg pg-hstore pg-pool pino pino-http pino-pretty plop pluralize pm2 postcss postcss-cli postcss-loader prettier ' +
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
  imagemagick: 'imagemagick',
  'simple-git': 'ca-certificates git',
};

/**
 * Node packages that node-gyp may have to build, or whose prebuilt binary has to be fetched from outside npm. The install scripts of
 * @discordjs/opus, @tensorflow/tfjs-node, bigint-buffer, canvas, cpu-features, dtrace-provider, isolated-vm, keytar, libxmljs2, node-pty,
 * node-sass, nodegit, re2, secp256k1, sqlite3, ssh2 and zeromq were read in the registry on 2026-11-23; the others are from memory.
 */
export const SOURCE_NODE =
  
  '@abandonware/noble @discordjs/opus @tensorflow/tfjs-node better-sqlite3 bigint-buffer bson-ext canvas cld couchbase ' +
  'cpu-features deasync diskusage dtrace-provider edge-js epoll farmhash ffi ffi-napi fibers gl grpc hiredis i2c-bus ibm_db iconv ' +
  'integer isolated-vm java kerberos keytar leveldown libpq libxmljs libxmljs2 lz4 memcpy microtime mmmagic modern-syslog ' +
  'mongodb-client-encryption mozjpeg node-expat node-hid node-icu-charset-detector node-libcurl node-pty node-rdkafka node-sass ' +
  'nodegit nodehun pcap pg-native phantomjs phantomjs-prebuilt posix rdkafka re2 ref ref-napi robotjs rocksdb secp256k1 ' +
  'segfault-handler serialport spellchecker sqlite3 sse4_crc32 ssh2 tree-sitter unix-dgram ursa usb v8-profiler weak weak-napi ' +
  'xxhash zeromq zlib-sync';

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
 * The libraries that packages link with when they are compiled, by their Debian packages (Debian 11 to 13); an empty text: the C and C++
 * libraries alone. Python: their install instructions; Node: their binding.gyp, which builds what they need in.
 */
export const LINKED: Readonly<Record<string, string>> = {
  mysqlclient: 'libmariadb3',
  netifaces: '',
  psycopg2: 'libpq5',
  'psycopg-c': 'libpq5',
  pycrypto: '',
  'python-prctl': '',
  'better-sqlite3': '',
  'bigint-buffer': '',
  'cpu-features': '',
  farmhash: '',
  'isolated-vm': '',
  leveldown: '',
  microtime: '',
  'node-expat': '',
  'node-pty': '',
  re2: '',
  rocksdb: '',
  secp256k1: '',
  sqlite3: '',
  ssh2: '',
};
