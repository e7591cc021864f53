import { expect, test } from '@jest/globals';
import { instructionOf } from '../../src/image/created-by.js';

test.each([
  ['RUN /bin/sh -c make all # buildkit', 'RUN make all'],
  ['RUN |1 VERSION=3 /bin/sh -c make $VERSION # buildkit', 'RUN make $VERSION'],
  ['RUN |2 A=b c D=/bin/sh /bin/sh -c echo "$A" # buildkit', 'RUN echo "$A"'],
  ['RUN /bin/bash -o pipefail -c curl x | sh # buildkit', 'RUN curl x | sh'],
  ['RUN /bin/bash -euxo pipefail -c true # buildkit', 'RUN true'],
  ['RUN /usr/bin/env bash -c true # buildkit', 'RUN /usr/bin/env bash -c true'],
  ['RUN npm ci # buildkit', 'RUN npm ci'],
  ['RUN |2 A=1 B=2 npm ci # buildkit', 'RUN npm ci'],
  ['RUN /bin/sh -c echo sh -c x # buildkit', 'RUN echo sh -c x'],
  ['COPY --chown=node:node . /app # buildkit', 'COPY --chown=node:node . /app'],
  ['WORKDIR /app', 'WORKDIR /app'],
  ['CMD ["node"]', 'CMD ["node"]'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['|1 A=b /bin/sh -c make', 'RUN make'],
  ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
  ['/bin/sh -c #(nop) ADD file:3c in / ', 'ADD file:3c in /'],
  ['|1 A=b /bin/sh -c #(nop) COPY dir:1 in /x ', 'COPY dir:1 in /x'],
  ['RUN /bin/sh -c one\ntwo # buildkit', 'RUN one\ntwo'],
  ['# debian.sh --arch amd64 out/', '# debian.sh --arch amd64 out/'],
  ['', ''],
])('%j is the instruction %j', (createdBy, instruction) => {
  expect(instructionOf(createdBy)).toBe(instruction);
});
