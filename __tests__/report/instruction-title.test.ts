import { expect, test } from '@jest/globals';
import { instructionTitle } from '../../src/report/instruction-title.js';

test.each([
  ['RUN /bin/sh -c apt-get update   && true # buildkit', 'RUN apt-get update && true'],
  ['RUN |2 A=1 B=two words /bin/sh -c make install # buildkit', 'RUN make install'],
  ['RUN /bin/bash -o pipefail -c curl x | sh # buildkit', 'RUN curl x | sh'],
  ['RUN /bin/bash -euo pipefail -c true # buildkit', 'RUN true'],
  ['RUN /bin/bash -ec true # buildkit', 'RUN true'],
  ['RUN apt-get update # buildkit', 'RUN apt-get update'],
  ['COPY yarn /opt/yarn # buildkit', 'COPY yarn /opt/yarn'],
  ['/bin/sh -c #(nop) ADD file:0a1b in / ', 'ADD file:0a1b in /'],
  ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
  ['|1 A=b /bin/sh -c #(nop) COPY dir:9 in /app ', 'COPY dir:9 in /app'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['|1 A=b /bin/sh -c apt-get update', 'RUN apt-get update'],
  ["# debian.sh --arch 'amd64' out/ 'bookworm'", "# debian.sh --arch 'amd64' out/ 'bookworm'"],
  ['RUN /bin/sh -c echo \u001b[31m\n# buildkit', 'RUN echo \u241b[31m'],
  ['', '(the history names no instruction)'],
])('%j', (createdBy, title) => {
  expect(instructionTitle(createdBy)).toBe(title);
});
