import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GOLDEN, ROOT } from '../support/dist';

const SITES = 60;
const seed = process.env.HEAPLAB_SEED ?? '1';

interface Line {
  readonly site: string;
  readonly tried: readonly string[];
  readonly findings: readonly string[];
}

// 3.8 has counts for everything; 3.12 made what is built in immortal; 3.15 borrows most operands.
test.each(['3.8', '3.12', '3.15'])(
  `on %s the audit reports the object of each of ${SITES} drops that are left out, whichever they are`,
  (version) => {
    const script = join(ROOT, 'test', 'support', 'audit-drops.cjs');
    const args = [script, join(GOLDEN, 'python'), version, String(SITES), seed];
    const output = execFileSync(process.execPath, ['--stack-size=4000', ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const [head, ...lines] = output.trim().split('\n');
    expect((JSON.parse(head!) as { reached: number }).reached).toBeGreaterThan(SITES);
    const tried = lines.map((line) => JSON.parse(line) as Line);
    expect(tried).toHaveLength(SITES);
    expect(tried.filter(({ findings }) => findings.length === 0)).toEqual([]);
  },
  600_000,
);
