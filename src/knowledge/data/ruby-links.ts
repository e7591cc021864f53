/**
 * What the compiled code of gems links with, as their `extconf.rb` says: every library that it looks for, on Linux, whether a build finds
 * it or not. The C and C++ libraries are left out. Read on 2026-11-25.
 */

/** Debian's libruby3.1 3.1.7+really3.1.2-0+deb12u1: the dynamic section of the library that the gem of this name has there. */
const DEBIAN = 'libruby3.1 of Debian 12';

/** Development packages of the libraries, and where that was read: repository, commit and file. */
export const LINKED_GEMS: Readonly<Record<string, readonly [readonly string[], string]>> = {
  bcrypt: [[], 'bcrypt-ruby/bcrypt-ruby 245fa05ae ext/mri/extconf.rb'],
  bcrypt_pbkdf: [[], 'ruby-bcrypt-pbkdf 1.1.1 of Debian 13, ext/mri/extconf.rb'],
  bigdecimal: [[], 'ruby/bigdecimal 01df11543 ext/bigdecimal/extconf.rb'],
  bindex: [[], 'ruby-bindex 0.8.1 of Debian 13, ext/skiptrace/extconf.rb'],
  bootsnap: [[], 'Shopify/bootsnap 070151f13 ext/bootsnap/extconf.rb'],
  byebug: [[], 'deivid-rodriguez/byebug 3562d4d5f ext/byebug/extconf.rb'],
  cbor: [[], 'ruby-cbor 0.5.9.8 of Debian 13, ext/cbor/extconf.rb'],
  cgi: [[], `${DEBIAN}, cgi/escape.so`],
  charlock_holmes: [
    ['libicu-dev', 'zlib1g-dev'],
    'ruby-charlock-holmes 0.7.9 of Debian 13, ext/charlock_holmes/extconf.rb',
  ],
  date: [[], 'ruby/date 4e0b10ace ext/date/extconf.rb'],
  debug: [[], 'ruby/debug 182fec900 ext/debug/extconf.rb'],
  digest: [[], `${DEBIAN}, digest.so`],
  erb: [[], 'ruby/erb 8b7f4c34b ext/erb/escape/extconf.rb'],
  etc: [[], `${DEBIAN}, etc.so`],
  eventmachine: [['libssl-dev'], 'eventmachine/eventmachine 02eacbf6e ext/extconf.rb'],
  ffi: [['libffi-dev'], 'ffi/ffi 035fa4b78 ext/ffi_c/extconf.rb'],
  hiredis: [[], 'redis/hiredis-rb 0841f588b ext/hiredis_ext/extconf.rb'],
  'io-console': [[], 'ruby/io-console 105f26340 ext/io/console/extconf.rb'],
  'io-wait': [[], `${DEBIAN}, io/wait.so`],
  iodine: [['libssl-dev'], 'boazsegev/iodine 0042529fb ext/iodine/extconf.rb'],
  json: [[], 'ruby/json 35872f641 ext/json/ext/parser/extconf.rb'],
  msgpack: [[], 'msgpack/msgpack-ruby 01d7d7862 ext/msgpack/extconf.rb'],
  mysql2: [
    ['default-libmysqlclient-dev', 'libssl-dev'],
    'brianmario/mysql2 01a22dbe6 ext/mysql2/extconf.rb',
  ],
  nio4r: [[], 'socketry/nio4r 0e8209664 ext/nio4r/extconf.rb'],
  nkf: [[], `${DEBIAN}, nkf.so`],
  nokogiri: [
    ['libxml2-dev', 'libxslt1-dev', 'liblzma-dev', 'zlib1g-dev'],
    'ruby-nokogiri 1.18.2 of Debian 13, ext/nokogiri/extconf.rb',
  ],
  oj: [[], 'ohler55/oj 0032fbb15 ext/oj/extconf.rb'],
  pg: [['libpq-dev'], 'ged/ruby-pg 01cfbc59b ext/extconf.rb'],
  prism: [[], 'ruby/prism 0253179d9 ext/prism/extconf.rb'],
  psych: [['libyaml-dev'], 'ruby/psych 03f809b8f ext/psych/extconf.rb'],
  puma: [['libssl-dev'], 'puma/puma 04f4809ec ext/puma_http11/extconf.rb'],
  racc: [[], 'ruby/racc 01d7bda09 ext/racc/cparse/extconf.rb'],
  rbs: [[], 'ruby/rbs 05c561012 ext/rbs_extension/extconf.rb'],
  redcarpet: [[], 'vmg/redcarpet 62f29bfe9 ext/redcarpet/extconf.rb'],
  sequel_pg: [['libpq-dev'], 'jeremyevans/sequel_pg 1cccb4ec7 ext/sequel_pg/extconf.rb'],
  sqlite3: [['libsqlite3-dev'], 'sparklemotion/sqlite3-ruby 013f90f55 ext/sqlite3/extconf.rb'],
  stringio: [[], `${DEBIAN}, stringio.so`],
  strscan: [[], 'ruby/strscan 0ec9418c3 ext/strscan/extconf.rb'],
  syslog: [[], `${DEBIAN}, syslog.so`],
  zlib: [['zlib1g-dev'], `${DEBIAN}, zlib.so`],
};

/** Gems of Debian's libruby3.1 and ruby-rubygems whose specification there has no extensions. */
const DEFAULT_GEMS =
  'abbrev base64 benchmark csv delegate did_you_mean drb english error_highlight fileutils find forwardable getoptlong ipaddr irb ' +
  'logger matrix minitest mutex_m net-ftp net-http net-imap net-pop net-protocol net-smtp net-telnet observer open-uri open3 optparse ' +
  'ostruct power_assert pp prettyprint prime pstore rake rdoc reline resolv resolv-replace rexml rinda rss ruby2_keywords securerandom ' +
  'set shellwords singleton tempfile test-unit time timeout tmpdir tsort typeprof uri weakref webrick xmlrpc yaml';

/**
 * Gems whose `.gemspec` has no extensions: faker-ruby/faker 012951801, heartcombo/devise 025c3875b, heartcombo/responders 153f2c603,
 * hotwired/stimulus-rails 0f5558992, hotwired/turbo-rails 1c0ced9ea, jeremyevans/roda 04a46af2e, rails/importmap-rails 0841e83c1,
 * rails/jsbundling-rails 3651e7b80, rails/solid_queue 0a9ed45a5, rails/sprockets-rails 145d707aa, ruby-grape/grape 036ee8e1f,
 * tzinfo/tzinfo-data 00259f80b, varvet/pundit 0e85e0cdb, wardencommunity/warden 0010394bf.
 */
const READ_GEMS =
  'devise faker grape importmap-rails jsbundling-rails pundit responders roda solid_queue sprockets-rails stimulus-rails ' +
  'turbo-rails tzinfo-data warden';

/** Gems without compiled code. */
export const READ_PURE: ReadonlySet<string> = new Set([
  ...DEFAULT_GEMS.split(' '),
  ...READ_GEMS.split(' '),
]);
