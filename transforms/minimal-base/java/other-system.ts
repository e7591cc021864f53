import type { FinalStage } from '../final-stage.js';
import type { Obstacle } from '../offer.js';
import type { JavaStart } from './start.js';

/** Commands of the shell, and of the packages that Ubuntu's own image has. */
const OF_UBUNTU =
  /^(?:|[.:[]|\[\[|apt|apt-get|basename|bash|cat|cd|chgrp|chmod|chown|cp|cut|date|dash|dirname|dpkg|echo|env|eval|exec|exit|export|expr|false|find|grep|groupadd|head|id|ln|ls|mkdir|mktemp|mv|printf|pwd|read|return|rm|rmdir|sed|set|sh|shift|sleep|sort|tail|tar|tee|test|touch|tr|trap|true|umask|uname|uniq|unset|useradd|usermod|wait|wc|xargs)$/;

/** What the image with the JRE has and Ubuntu's own lacks, if anything in the final stage needs it (hazards B24). */
export function otherSystemObstacle(
  { stage }: FinalStage,
  { others }: JavaStart,
): Obstacle | undefined {
  const foreign = others.find(({ name }) => !OF_UBUNTU.test(name));
  if (foreign !== undefined) {
    return {
      reason: 'needs-the-old-base',
      why: `${foreign.place} runs ${foreign.name}, and whether the system without the JRE has it is not known`,
    };
  }
  const localised = stage.instructions.find(({ keyword, arguments: { text } }) =>
    keyword === 'ENV' ? /\b(?:LANG|LANGUAGE|LC_\w+|TZ)\b/.test(text) : false,
  );
  return localised === undefined
    ? undefined
    : {
        reason: 'needs-the-old-base',
        why: `line ${localised.shownLine} sets a language or a time zone, which the image with the JRE has the files of`,
        instruction: localised,
      };
}
