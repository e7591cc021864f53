import { expect, test } from '@jest/globals';
import { createMemoryContext } from '../../src/context/memory-context.js';
import { readRustSources } from '../../src/context/rust-sources.js';

const MANIFEST = '[package]\nname = "app"\n';

function read(files: Readonly<Record<string, string>>): ReturnType<typeof readRustSources> {
  return readRustSources(createMemoryContext({ files }), '');
}

test('the programs of a package', () => {
  expect(
    read({
      'Cargo.toml': `${MANIFEST}[[bin]]\nname = "serve"\npath = "src/main.rs"\n[[bin]]\nname = "gui"\nrequired-features = ["gui"]\n`,
      'src/main.rs': '',
      'src/bin/admin.rs': '',
      'src/bin/gui.rs': '',
      'src/bin/worker/main.rs': '',
    }).programs,
  ).toEqual(['admin', 'worker', 'serve']);
  expect(read({ 'Cargo.toml': MANIFEST, 'src/lib.rs': '' }).programs).toEqual([]);
});

test('what is included at compile time is no reading of files', () => {
  const including =
    'const A: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/a.txt"));\ninclude!(concat!(env!("OUT_DIR"), "/b.rs"));';
  const included = read({ 'Cargo.toml': MANIFEST, 'src/main.rs': including });
  expect(included.readsFiles).toBe(false);
  expect(included.readsBuildOutput).toBeUndefined();
  const reading = read({ 'Cargo.toml': MANIFEST, 'src/main.rs': 'std::fs::read(env!("OUT_DIR"))' });
  expect(reading.readsFiles).toBe(true);
  expect(reading.readsBuildOutput).toBe('src/main.rs');
});

test('crates of the project itself are no dependencies', () => {
  const own = '[dependencies]\nhours = { path = "../hours" }\n';
  expect(read({ 'Cargo.toml': MANIFEST + own }).hasDependencies).toBe(false);
  expect(read({ 'Cargo.toml': `${MANIFEST}[dependencies]\nserde = "1"\n` }).hasDependencies).toBe(
    true,
  );
});

test('libraries and programs', () => {
  const sources = read({
    'Cargo.toml': MANIFEST,
    'build.rs': 'println!("cargo:rustc-link-lib=dylib=foo"); cc::Build::new();',
    'src/main.rs':
      '#[link(name = "sqlite3")] use std::process::Command; Command::new("git"); #[link(name = "c")]',
  });
  expect([...sources.linked]).toEqual(['sqlite3', 'foo']);
  expect(sources.compiles).toBe('build.rs');
  expect(sources.programsRun).toEqual(['git']);
});
