import type { LockedPackage } from '../../src/context/node-lock.js';

/**
 * Packages that what has native code depends on: they compile it, fetch it or load it. A package of which no table knows and that
 * depends on none of them is JavaScript, as far as a lock file without marks for install scripts tells. From the manifests of the
 * packages that SOURCE_NODE and PREBUILT_NODE of src/knowledge name.
 */
const HELPERS: ReadonlySet<string> = new Set(
  (
    '@mapbox/node-pre-gyp @napi-rs/cli @neon-rs/load @node-rs/helper bin-build bin-wrapper bindings buildcheck cmake-js detect-libc ' +
    'ffi-napi install-artifact-from-github nan napi-macros neon-cli node-addon-api node-api-headers node-cmake node-gyp ' +
    'node-gyp-build node-gyp-build-optional-packages node-pre-gyp pkg-prebuilds prebuild prebuild-install prebuildify ref-napi'
  ).split(' '),
);

/**
 * Packages that fetch a browser or another large program when they are installed, or run one: what that is linked with can't be
 * told, and full images have a part of it. From their documentation.
 */
const BROWSERS =
  /^(?:@puppeteer\/browsers|@playwright\/test|@sparticuz\/chromium|chrome-aws-lambda|chromedriver|chromium|cypress|electron|geckodriver|nightmare|playwright(?:-(?:chromium|core|firefox|webkit))?|puppeteer(?:-core)?|taiko|wkhtmltopdf)$/;

/** Whether a package of which no table knows may have native code, or needs more of the system than Node. */
export function mayBeNative({ name, requires, hasInstallScript }: LockedPackage): boolean {
  if (BROWSERS.test(name)) return true;
  if (hasInstallScript !== undefined) return hasInstallScript;
  if (HELPERS.has(name)) return false;
  return requires === undefined || requires.some((one) => HELPERS.has(one));
}

const DRIVERS: ReadonlySet<string> = new Set([
  '@puppeteer/browsers',
  'puppeteer',
  'puppeteer-core',
]);
const BROWSER_PACKAGES: readonly string[] = ['chromium', 'google-chrome-stable'];

/**
 * Whether a package only drives a browser that the stage has installed from packages. These name all libraries that it is linked
 * with, and so those of one of its kind that the driver may fetch beside it.
 * @param installed the packages that the stage has installed
 */
export function drivesInstalledBrowser(name: string, installed: ReadonlySet<string>): boolean {
  return DRIVERS.has(name) && BROWSER_PACKAGES.some((browser) => installed.has(browser));
}
