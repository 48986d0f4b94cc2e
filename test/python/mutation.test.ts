import { FAMILIES } from '../../tools/fuzz/families';
import { Simulator } from '../../tools/fuzz/simulator';

/** What the simulator itself failed with, by seed, or that a program came to no end. */
async function failures(
  family: string,
  version: string,
  from: number,
  count: number,
): Promise<string[]> {
  const { statements, source } = FAMILIES[family]!;
  const simulator = new Simulator(version);
  const found: string[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const { stdout, internal } = await simulator.run(source(statements(seed, 25), seed));
    const first = internal.split('\n')[0]!;
    if (first !== '' || !stdout.endsWith('end\n'))
      found.push(`${family} on ${version}, seed ${seed}: ${first}`);
  }
  simulator.close();
  return found;
}

test.each([
  ['3.8', 1],
  ['3.12', 101],
  ['3.15', 201],
])(
  'containers may change while they are worked on, on %s',
  async (version, from) => {
    expect(await failures('mutation', version, from, 4)).toEqual([]);
  },
  100_000,
);
