import { expect, test } from '@jest/globals';
import { programsOf } from '../../src/context/source-calls.js';

const RUBY = `
# Comments name commands too: \`never\`
puts \`git describe\`
%x(identify logo.png)
%x{/usr/bin/convert a b}
system('curl', '-s', url)
system "tar -xf x"
system({ 'LC_ALL' => 'C' }, 'sort', file)
Open3.capture3("ffmpeg", "-i", path)
IO.popen(['gzip', '-d']) { |pipe| pipe.read }
connection.exec('select 1')
database.system('no')
`;

test('the programs that a Ruby source starts, in all ways to write it', () => {
  const { calls, computedLine } = programsOf('app.rb', RUBY);
  expect(calls.map(({ name }) => name).sort()).toEqual(
    ['convert', 'curl', 'ffmpeg', 'git', 'gzip', 'identify', 'sort', 'tar'].sort(),
  );
  expect(computedLine).toBeUndefined();
});

test.each(['system(command)', 'puts `#{command} -v`', '%x(#{command})'])(
  '%s starts what only a run can tell',
  (text) => {
    expect(programsOf('app.rb', `${text}\n`)).toEqual({ calls: [], computedLine: 1 });
  },
);
