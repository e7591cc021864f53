import type { Instruction } from '../dockerfile/model.js';

/**
 * How Microsoft names the images of .NET. There is no table of their tags here: the forms of the names are from
 * `documentation/supported-tags.md` and the Dockerfiles of dotnet/dotnet-docker at 00fae32, read on 2026-11-25. In these the SDK's
 * images are FROM those of ASP.NET Core, and empty the variable with which that sets its port (`ASPNETCORE_URLS`, from 8.0 on
 * `ASPNETCORE_HTTP_PORTS`).
 */
export const SDK_IMAGES: readonly string[] = [
  'mcr.microsoft.com/dotnet/core/sdk',
  'mcr.microsoft.com/dotnet/sdk',
];

/** The image with the runtime for what an SDK builds, or why it can't be named. */
export type DotnetRuntime =
  | { readonly kind: 'runtime'; readonly reference: string; readonly version: string }
  | { readonly kind: 'none'; readonly why: string };

/** `8.0`, `8.0-jammy`: the release and the system; the SDK's patch releases have numbers of their own. */
const TAG =
  /^(?<version>\d+\.\d+)(?<system>-(?:azurelinux\d\.\d|(?:bookworm|bullseye|buster|trixie)-slim|bionic|focal|jammy|noble|resolute))?(?<machine>-(?:amd64|arm64v8|arm32v7))?$/;

/**
 * The image with a runtime, of the same release on the same system as one of the SDK.
 * @param image one of {@link SDK_IMAGES}
 */
export function dotnetRuntime(
  image: string,
  tag: string | undefined,
  kind: 'aspnet' | 'runtime' | 'runtime-deps',
): DotnetRuntime {
  const groups = TAG.exec(tag ?? 'latest')?.groups;
  const version = groups?.['version'];
  if (/alpine/.test(tag ?? '')) {
    return {
      kind: 'none',
      why: 'on Alpine the runtime has neither the cultures (ICU) nor the time zones that the SDK has',
    };
  }
  if (version === undefined) {
    return { kind: 'none', why: `${tag ?? 'latest'} is no release of .NET such as 8.0` };
  }
  return { kind: 'runtime', reference: `${image.replace(/sdk$/, kind)}:${tag}`, version };
}

/** The variable with which the images of a release say on which port ASP.NET Core listens. */
export function portVariable(version: string): string {
  return Number.parseInt(version, 10) >= 8 ? 'ASPNETCORE_HTTP_PORTS' : 'ASPNETCORE_URLS';
}

const PORT_SETTING = /\b(?:ASPNETCORE|DOTNET)_(?:URLS|HTTP_PORTS|HTTPS_PORTS)\b/;

/** Whether instructions say themselves on which port ASP.NET Core listens. */
export function setsPort(instructions: readonly Instruction[]): boolean {
  return instructions.some(
    ({ keyword, arguments: { text } }) => keyword === 'ENV' && PORT_SETTING.test(text),
  );
}

/** Commands of Debian and Ubuntu that the images of the runtime can't be without. */
const COMMANDS =
  /^(?:\[|apt|apt-get|basename|bash|cat|cd|chmod|chown|cp|cut|date|dir|dirname|dotnet|echo|env|exec|exit|export|expr|grep|groupadd|head|id|ln|ls|mkdir|mktemp|mv|printf|pwd|readlink|rm|rmdir|sed|seq|set|sh|sleep|sort|stat|tail|tee|test|touch|tr|true|false|uname|uniq|useradd|wc|xargs)$/;

/** Whether the images of the runtime surely have a command; the SDK's have curl, git and wget besides. */
export function runtimeHasCommand(command: string): boolean {
  return COMMANDS.test(command);
}
