import { refuse, type Doubt, type Refusal, type Site } from '../../site.js';

/** For the reviewer: what alone comes along to the image that ships. */
export function keptAlone(site: Site, paths: readonly string[], base: string): string {
  return `The build stays in ${site.written}; of what is in it, the image that ships gets ${paths.join(', ')} alone, on ${base}`;
}

/** For the reviewer: why the program's folder comes along as a whole. */
export function wholeFolder(folder: string): string {
  return `${folder} is copied as a whole, because which files the program reads can't be told`;
}

/** The program has no folder of its own. */
export function noAppFolder(example: string): Refusal {
  return refuse(
    'no-app-folder',
    `The program is built in a folder that the base image uses itself; set a WORKDIR of its own, such as ${example}.`,
  );
}

/** The program starts others of which no source has the name; none where all are named. */
export function computedPrograms(programs: readonly (string | undefined)[]): readonly Doubt[] {
  return programs.includes(undefined)
    ? [
        {
          reason: 'program-unknown',
          message:
            'The program runs others whose names are computed, and the final image may lack them',
        },
      ]
    : [];
}
