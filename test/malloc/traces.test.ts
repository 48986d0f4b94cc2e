import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compareMallocReplay, parseMallocTraceFile, replayMalloc } from '../../src/malloc';
import { GOLDEN } from '../support/dist';

describe.each(['glibc-malloc-2.36', 'malloc-seed9'])('%s', (name) => {
  const bytes = readFileSync(join(GOLDEN, 'traces', `${name}.json.gz`));
  const { traces } = parseMallocTraceFile(JSON.parse(gunzipSync(bytes).toString()));

  test.each(traces)('$name: every op lies where glibc put it', (trace) => {
    expect(compareMallocReplay(trace, replayMalloc(trace))).toBeUndefined();
  });

  test('a difference is found and named', () => {
    const trace = structuredClone(traces[0]!);
    (trace.usable as number[])[5] = 1;
    expect(compareMallocReplay(trace, replayMalloc(trace))).toMatch(
      /op 5: usable \d+; recorded: 1/,
    );
  });
});
