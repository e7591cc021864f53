import type { RepositoryUse } from '../../src/context/build-context.js';
import { slimTwin } from '../../src/knowledge/image-tags.js';
import type { Suite } from '../../src/knowledge/suites.js';

/** A tag that is a variable and what follows it. */
export interface VariableTag {
  /** The variable's name. */
  readonly name: string;
  /** What follows the variable: `-bookworm`; empty where nothing does. */
  readonly suffix: string;
  /** What has to follow it for the slim twin: `-slim-bookworm`. */
  readonly twinSuffix: string;
  readonly suite: Suite;
}

const WRITTEN = /^[^$]+:\$(?:\{(\w+)\}|(\w+))([\w.-]*)$/;

/**
 * Reads `python:${VERSION}-bookworm`, where the default and every value that a file of the repository passes is a plain release whose
 * slim twin was published on one suite; undefined for every other form (hazards B4).
 * @param tag the tag with the default filled in
 */
export function readVariableTag(
  written: string,
  image: string,
  tag: string,
  use: RepositoryUse,
): VariableTag | undefined {
  const match = WRITTEN.exec(written);
  const name = match?.[1] ?? match?.[2];
  const suffix = match?.[3] ?? '';
  if (name === undefined || !tag.endsWith(suffix)) return undefined;
  const passed = use.buildArguments.filter((one) => one.name === name).map(({ value }) => value);
  const values = [tag.slice(0, tag.length - suffix.length), ...passed];
  const twins = values.map((value) => twinOf(image, value, suffix));
  const [first] = twins;
  return first !== undefined &&
    twins.every((one) => one?.suffix === first.suffix && one.suite === first.suite)
    ? { name, suffix, twinSuffix: first.suffix, suite: first.suite }
    : undefined;
}

function twinOf(
  image: string,
  value: string | undefined,
  suffix: string,
): { readonly suffix: string; readonly suite: Suite } | undefined {
  if (value === undefined || !/^\d+(?:\.\d+)*$/.test(value)) return undefined;
  const twin = slimTwin(image, `${value}${suffix}`);
  return twin.kind === 'twin' && twin.suite !== undefined && twin.tag.startsWith(`${value}-`)
    ? { suffix: twin.tag.slice(value.length), suite: twin.suite }
    : undefined;
}
