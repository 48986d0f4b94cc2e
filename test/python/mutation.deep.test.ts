import { FAMILIES } from '../../tools/fuzz/families';
import { Simulator } from '../../tools/fuzz/simulator';

const VERSIONS = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];
const from = Number(process.env.HEAPLAB_SEED ?? 1000);

test.each(
  VERSIONS.flatMap((version) => [
    ['mutation', version, 1000] as const,
    ['hostile', version, 200] as const,
  ]),
)(
  'programs of the family %s end as programs on %s, %i of them',
  async (family, version, count) => {
    const { statements, source, length } = FAMILIES[family]!;
    const simulator = new Simulator(version);
    const found: string[] = [];
    for (let seed = from; seed < from + count; seed++) {
      const { internal } = await simulator.run(source(statements(seed, length), seed));
      if (internal !== '') found.push(`seed ${seed}: ${internal}`);
    }
    simulator.close();
    expect(found).toEqual([]);
  },
  60 * 60_000,
);
