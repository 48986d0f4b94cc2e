import { spawnSync } from 'node:child_process';
import { BANK, makeQuestion } from '../../src/quiz/bank';
import { findPythons } from '../../tools/find-pythons';

const versions = new Map(
  findPythons().map((python) => [python.release.split('.').slice(0, 2).join('.'), python.path]),
);
const known = [...versions].filter(([version]) => /^3\.([89]|1[0-5])$/.test(version));

(known.length > 0 ? test.each(known) : test.skip.each([['no', 'interpreter']]))(
  'programs of the quiz print their answers on %s',
  (version, python) => {
    const differs = BANK.flatMap((template) => {
      const { code, answer } = makeQuestion(template, version, 3);
      if (code === undefined) return [];
      const { stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
      const printed = stdout.trim().replace(/\s+/g, ' ');
      return printed === answer ? [] : [{ id: template.id, printed, answer }];
    });
    expect(differs).toEqual([]);
  },
  10 * 60_000,
);
