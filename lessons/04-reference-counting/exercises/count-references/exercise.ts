import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { small } from '../../../support';
import type { Statement } from './solution';
import { countOf as containersImmortal } from './wrong/containers-immortal';
import { countOf as namesOnly } from './wrong/names-only';
import { countOf as oneForAsking } from './wrong/one-for-asking';

function measured(statements: Statement[], target: string): number {
  const source = statements.map(({ op, name, from }) =>
    op === 'make'
      ? `${name} = []`
      : op === 'alias'
        ? `${name} = ${from}`
        : op === 'append'
          ? `${name}.append(${from})`
          : `del ${name}`,
  );
  const p = small('3.12', { startUp: 'none' });
  p.exec(source.join('\n'));
  return p.globals[target]!.refcount;
}

/** A program that never refers to a name that is gone; containers never hold themselves. */
function program(random: Random, length: number): [Statement[], string] {
  const names: string[] = ['a'];
  const statements: Statement[] = [
    { op: 'make', name: 'a' },
    { op: 'make', name: 'z' },
  ];
  for (let i = 0; i < length; i++) {
    const from = random.pick(names);
    const kind = random.integer(0, 3);
    if (kind === 0) {
      const name = `v${i}`;
      statements.push({ op: 'make', name });
      names.push(name);
    } else if (kind === 1) {
      const name = `v${i}`;
      statements.push({ op: 'alias', name, from });
      names.push(name);
    } else if (kind === 2) statements.push({ op: 'append', name: 'z', from });
    else if (names.length > 2 && from !== 'a') {
      statements.push({ op: 'delete', name: from });
      names.splice(names.indexOf(from), 1);
    }
  }
  return [statements, random.pick(names)];
}

export const exercise = defineExercise<[statements: Statement[], target: string], number>({
  id: 'refcount-count-references',
  title: 'Predict the count',
  functionName: 'countOf',
  solution: measured,
  hints: [
    'What refers to a list here? Variables, and places in other lists. Keep both in mind while you go through the statements.',
    'Give each list a number. Keep a map from names to numbers, a count for each list, and what each list holds. A name that is bound again lets go of what it had.',
    'Write `release(list)`: take one off the count, and when it is 0, release each list that it held. Call it when a name is deleted or bound again, after the new reference was counted.',
  ],
  reason:
    'Each name and each place in a list is one reference, also when the same list is appended twice. Binding a name anew or deleting it takes one away. When a count falls to zero the list dies, and lets go of everything that it held, which can take others down.',
  examples: (random) => [
    {
      args: [
        [
          { op: 'make', name: 'x' },
          ...Array.from(
            { length: random.integer(1, 4) },
            (_, i): Statement => ({ op: 'alias', name: `y${i}`, from: 'x' }),
          ),
        ],
        'x',
      ],
      about: 'some names',
    },
    {
      args: [
        [
          { op: 'make', name: 'x' },
          { op: 'make', name: 'box' },
          ...random.many(
            random.integer(2, 5),
            (): Statement => ({ op: 'append', name: 'box', from: 'x' }),
          ),
        ],
        'x',
      ],
      about: 'a name and places in a box',
    },
  ],
  checks: [
    {
      about: 'names and deletions',
      points: 1,
      calls: (random) => random.many(5, () => program(random, 8)),
    },
    {
      about: 'longer programs',
      points: 1,
      calls: (random) => random.many(4, () => program(random, 25)),
    },
    {
      about: 'names that are bound again, containers that die',
      points: 1,
      calls: () => [
        [
          [
            { op: 'make', name: 'a' },
            { op: 'alias', name: 'b', from: 'a' },
            { op: 'make', name: 'b' },
          ],
          'a',
        ],
        [
          [
            { op: 'make', name: 'a' },
            { op: 'make', name: 'box' },
            { op: 'append', name: 'box', from: 'a' },
            { op: 'delete', name: 'box' },
          ],
          'a',
        ],
        [
          [
            { op: 'make', name: 'a' },
            { op: 'make', name: 'box' },
            { op: 'append', name: 'box', from: 'a' },
            { op: 'make', name: 'box' },
          ],
          'a',
        ],
      ],
    },
  ],
  mistakes: [
    {
      name: 'names-only',
      feedback: 'You count names. Each place in a container is a reference as well.',
      answer: namesOnly,
    },
    {
      name: 'containers-immortal',
      feedback: 'A container that dies lets go of what it held.',
      answer: containersImmortal,
    },
    {
      name: 'one-for-asking',
      feedback: 'You count one for the call of sys.getrefcount; the question leaves it out.',
      answer: oneForAsking,
    },
  ],
});
