import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BANK, makeQuestion } from '../../src/quiz/bank';
import { CPYTHON_VERSIONS } from '../../src/versions';
import { findPythons } from '../../tools/find-pythons';
import { proveExplanations } from './explanations';

proveExplanations(() =>
  CPYTHON_VERSIONS.flatMap((version) => [11, 12].map((seed) => ({ version, seed }))),
);

const versions = new Map(findPythons().map(({ version, path }) => [version, path]));
const known = [...versions].filter(([version]) => /^3\.([89]|1[0-5])$/.test(version));

/**
 * Lets go of the simulated processes: a fork has to promise all that they reserve once more. Their memory
 * is given back by a thread of its own, some time after the collection.
 */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  for (let round = 0; round < 2; round++) {
    (runInNewContext('gc') as () => void)();
    await setTimeout(300);
  }
}

(known.length > 0 ? test.each(known) : test.skip.each([['no', 'interpreter']]))(
  'programs of the quiz print their answers on %s',
  async (version, python) => {
    const asked = BANK.flatMap((template) => {
      const { code, answer } = makeQuestion(template, version, 3);
      return code === undefined ? [] : [{ id: template.id, code, answer }];
    });
    await collectGarbage();
    const differs = asked.flatMap(({ id, code, answer }) => {
      const { stdout, error } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
      if (error) throw error;
      const printed = stdout.trim().replace(/\s+/g, ' ');
      return printed === answer ? [] : [{ id, printed, answer }];
    });
    expect(asked.length).toBeGreaterThan(20);
    expect(differs).toEqual([]);
  },
  10 * 60_000,
);
