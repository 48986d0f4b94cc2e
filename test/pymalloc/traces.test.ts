import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { check, compareReplay, parseTraceFile, replay } from '../../src/pymalloc';
import { VERSIONS, versionOf } from '../../src/versions';
import { GOLDEN } from '../support/dist';

const folder = join(GOLDEN, 'traces');

describe.each(
  readdirSync(folder).filter((name) => name.startsWith('pymalloc') || name.startsWith('seed')),
)('%s', (name) => {
  const file = parseTraceFile(JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()));
  const releases = file.sameAddressesAs ?? [file.python];

  test.each(releases)('every op lies where %s put it', (release) => {
    for (const trace of file.traces) {
      const result = replay(trace, versionOf(release));
      expect(compareReplay(trace, result)).toBeUndefined();
      check(result.heap);
    }
  });

  test('is told apart from a version that behaves differently', () => {
    const recorded = versionOf(file.python);
    const other = VERSIONS.find(
      ({ pymalloc }) => pymalloc.poolSize !== recorded.pymalloc.poolSize,
    )!;
    const trace = file.traces.find(({ arenaBaseModPool }) => arenaBaseModPool < 4096)!;
    expect(compareReplay(trace, replay(trace, other))).toMatch(/op \d+.*recorded/);
  });
});
