import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { MissingInput } from './inputs.mjs';

/** Runs git in the repository `owner/name` of a folder, in which it lies as `owner/name` or `owner+name`, or in `repo` below that. */
export function gitOf(folder, repository) {
  const place = [repository, repository.replace('/', '+')]
    .flatMap((name) => [path.join(folder, name), path.join(folder, name, 'repo')])
    .find((one) => existsSync(path.join(one, 'objects')) || existsSync(path.join(one, '.git')));
  if (place === undefined) throw new MissingInput(`${repository} is not in ${folder}.`);
  const git = (...words) =>
    execFileSync('git', ['-C', place, ...words], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  return Object.assign(git, { place });
}
