import { placeOf } from '../../../../src/dockerfile/place.js';
import { copiedScripts } from '../../../../src/context/copied-scripts.js';
import { readAssignments } from '../../../../src/dockerfile/variables.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/** Places that a virtual environment of the file's own changes just as one that the split makes. */
const OF_PACKAGES =
  /site-packages|\/usr\/local\/lib\/python|PYTHONHOME|PYTHONUSERBASE|PIP_(?:PREFIX|TARGET|USER)/;
/** Places that are right without a virtual environment only. */
const OF_SYSTEM =
  /\/usr\/bin\/(?:python|pip)|dist-packages|\/usr\/local\/bin\/(?!docker|[\w.-]+\.sh)|(?:^|\W)(?:virtualenv|venv)\b|VIRTUAL_ENV/;

/** What sets PATH anew (bash(1), su(1), sudoers(5) with the settings of Debian, env(1)). */
const LOGIN =
  /(?:^|[\s/])(?:[bdkz]?a?sh\s+(?:-\S+\s+)*(?:-[a-z]*l[a-z]*|--login)\s|(?:su|runuser)\s+(?:[^;&|]*\s)?(?:-|-l|--login)\s|env\s+(?:-i|-)\s)/;
const SUDO = /(?:^|[\s/])sudo\s/;

/**
 * Why packages can't be copied at the place where they are.
 * @param own they are in a virtual environment of the file's own, and stay there
 */
export function fixedPaths(site: Site, own: boolean): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const text = instruction.arguments.text;
    const bringsInstaller = instruction.flags.some(({ name }) => name === 'from');
    if (OF_PACKAGES.test(text) || (!own && !bringsInstaller && OF_SYSTEM.test(text))) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} names a place of the installed packages, or an environment of its own, which a new virtual environment would not be.`,
        instruction,
      );
    }
    if (instruction.keyword !== 'ENV' || own) continue;
    const path = readAssignments(instruction, site.dockerfile.escape).find(
      ({ name }) => name === 'PATH',
    );
    if (path !== undefined && !/\$\{?PATH\b/.test(path.rawValue ?? '')) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} sets PATH anew, which would hide the virtual environment.`,
        instruction,
      );
    }
  }
  return own ? undefined : hidesEnvironment(site);
}

/** Why what the image runs would not find a new environment: it has a PATH of its own, or names the Python of the base. */
function hidesEnvironment(site: Site): Refusal | undefined {
  const { stage, states, context, input } = site;
  const scripts = copiedScripts(stage, states, context) ?? [];
  const places = [
    ...stage.instructions.flatMap((instruction) => {
      const { keyword, arguments: given } = instruction;
      const starts = /^(?:CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword);
      return starts || keyword === 'RUN' || keyword === 'SHELL'
        ? [{ place: placeOf(instruction), text: given.text, starts }]
        : [];
    }),
    ...scripts.map(({ contextPath, text }) => ({ place: contextPath, text, starts: true })),
    ...input.use.commands.map((text) => ({
      place: `“${text}”, which the repository runs in this image,`,
      text,
      starts: true,
    })),
  ];
  const found = places.find(({ text, starts }) => {
    const plain = ` ${text.replace(/["',[\]]+/g, ' ')} `;
    return LOGIN.test(plain) || (starts && SUDO.test(plain));
  });
  if (found !== undefined) {
    return refuse(
      'fixed-path',
      `${found.place} starts a shell or a program with a PATH of its own, which would hide the virtual environment.`,
    );
  }
  const named = input.use.commands.find((text) => OF_PACKAGES.test(text) || OF_SYSTEM.test(text));
  return named === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `“${named}”, which the repository runs in this image, names a place of the installed packages, which a new virtual environment would not be.`,
      );
}
