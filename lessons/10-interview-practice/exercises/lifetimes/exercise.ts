import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { diesAfter, type Line } from './solution';
import { diesAfter as firstDel } from './wrong/first-del';
import { diesAfter as onlyAtReturn } from './wrong/only-at-return';
import { diesAfter as rebindingIgnored } from './wrong/rebinding-ignored';

function program(random: Random): [Line[], string] {
  const names = ['a', 'b', 'c'];
  const lines: Line[] = names.map((makes) => ({ makes }));
  let bound = [...names];
  for (let i = 0; i < 6 && bound.length > 1; i++) {
    const [from, to] = [random.pick(bound), random.pick([...bound, `v${i}`])];
    if (random.integer(0, 1) === 0) {
      lines.push({ binds: [to, from] });
      if (!bound.includes(to)) bound.push(to);
    } else {
      lines.push({ deletes: from });
      bound = bound.filter((each) => each !== from);
    }
  }
  if (random.integer(0, 1) === 0) lines.push({ returns: true });
  return [lines, random.pick(names)];
}

export const exercise = defineExercise<[lines: Line[], name: string], number>({
  id: 'interview-lifetimes',
  title: 'After which line does it die?',
  functionName: 'diesAfter',
  solution: diesAfter,
  hints: [
    'Forget the statements, and draw which variable refers to which object after each line. When does the last arrow to the object go?',
    'An arrow goes in three ways: `del` takes it, a new binding of the same variable moves it, and the end of the function takes all of them.',
    'Keep a `Map` from variable to object. After each line, if the object was made already and is among the values no more, return the line.',
  ],
  reason:
    'An object dies in the line that takes its last reference, whatever kind of line that is. To bind a variable again drops what it had before. The end of a function is only the place where all that is left goes.',
  examples: [
    {
      args: [[{ makes: 'x' }, { binds: ['y', 'x'] }, { deletes: 'x' }, { returns: true }], 'x'],
      about: 'the alias keeps it',
    },
  ],
  checks: [
    {
      about: 'functions of some lines',
      points: 2,
      calls: (random) => random.many(12, () => program(random)),
    },
    {
      about: 'a name that is bound again, a life to the end',
      points: 1,
      calls: () => [
        [[{ makes: 'x' }, { binds: ['y', 'x'] }, { deletes: 'x' }, { deletes: 'y' }], 'x'],
        [[{ makes: 'x' }, { makes: 'y' }, { binds: ['x', 'y'] }], 'x'],
        [[{ makes: 'x' }], 'x'],
        [[{ makes: 'x' }, { binds: ['x', 'x'] }, { returns: true }], 'x'],
      ],
    },
  ],
  mistakes: [
    {
      name: 'first-del',
      feedback: 'Deleting a name frees the object only when no other name holds it.',
      answer: firstDel,
    },
    {
      name: 'rebinding-ignored',
      feedback: 'Binding a name to something else drops what it held.',
      answer: rebindingIgnored,
    },
    {
      name: 'only-at-return',
      feedback:
        'Objects do not wait for the end of the function: they die with their last reference.',
      answer: onlyAtReturn,
    },
  ],
});
