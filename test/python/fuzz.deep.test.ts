import { findPythons } from '../../tools/find-pythons';
import { FAMILIES } from '../../tools/fuzz/families';
import { RealPython, visible } from '../../tools/fuzz/real';
import { Simulator } from '../../tools/fuzz/simulator';

const PROGRAMS = 40;
const VERSIONS = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const from = Number(process.env.HEAPLAB_SEED ?? 1);

const pythons = new Map(findPythons().map(({ version, path }) => [version, path]));
const known = VERSIONS.filter((version) => pythons.has(version));

(known.length > 0 ? test.each(known) : test.skip.each(['no interpreter']))(
  'random programs print the same on %s, and count their references right',
  async (version) => {
    const { statements, source, length } = FAMILIES.memory!;
    const real = new RealPython(pythons.get(version)!);
    const simulator = new Simulator(version, 'end');
    const wrong: string[] = [];
    try {
      for (let seed = from; seed < from + PROGRAMS; seed++) {
        const program = source(statements(seed, length), seed);
        const { stdout, stderr, internal, findings } = await simulator.run(program);
        const same = visible(stdout, stderr) === (await real.printed(program));
        if (!same || internal !== '' || findings.length > 0) wrong.push(`seed ${seed}`);
      }
    } finally {
      simulator.close();
      real.close();
    }
    // `npm run fuzz -- --python VERSION --from SEED --count 1` shows which.
    expect(wrong).toEqual([]);
  },
  20 * 60_000,
);
