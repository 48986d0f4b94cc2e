import { defineExercise, type Random } from '../../../../src/grading/exercise';
import { type Call, problem } from './solution';
import { problem as lateLoads } from './wrong/late-loads';
import { problem as noEnable } from './wrong/no-enable';
import { problem as presenceOnly } from './wrong/presence-only';

const RIGHT: Call[] = ['disable', 'load', 'freeze', 'fork', 'enable'];

function swapped(random: Random): Call[] {
  const calls = [...RIGHT];
  const i = random.integer(0, 3);
  const j = random.integer(i + 1, 4);
  [calls[i], calls[j]] = [calls[j]!, calls[i]!];
  return calls;
}

export const exercise = defineExercise<[calls: Call[]], string>({
  id: 'fork-right-order',
  title: 'Check the order',
  functionName: 'problem',
  solution: problem,
  hints: [
    'The three problems are in order of importance. Look for the first one alone, then for the second, then for the third.',
    "Use positions: `calls.indexOf('disable')`, and so forth; -1 means that it is missing. A freeze before the fork helps only if no `'load'` comes between them: `calls.lastIndexOf('load', fork)` finds the last one before the fork.",
    "`disable < 0 || disable > load` is `'not disabled'`. `freeze < 0 || freeze > fork || lastLoad > freeze` is `'not frozen'`. No `'enable'` from the fork on is `'never enabled'`.",
  ],
  reason:
    'Each call does its work only at its place. While the collector is on during loading, it leaves freed blocks on pages that are shared next; what is loaded after the freeze is not frozen; and a child whose collector stays off never frees a cycle. So positions are compared, and not only presence.',
  examples: (random) => [
    { args: [RIGHT], about: 'as it should be' },
    { args: [swapped(random)], about: 'two of them have changed places' },
  ],
  checks: [
    {
      about: 'calls in another order',
      points: 1,
      calls: (random) => random.many(8, () => [swapped(random)]),
    },
    {
      about: 'calls that are missing, loads after the freeze',
      points: 2,
      calls: () => [
        [RIGHT],
        [['disable', 'load', 'fork', 'enable']],
        [['disable', 'load', 'freeze', 'load', 'fork', 'enable']],
        [['disable', 'load', 'freeze', 'fork']],
        [['load', 'fork', 'enable']],
      ],
    },
  ],
  mistakes: [
    {
      name: 'presence-only',
      feedback: 'That a call is there does not say that it comes in time.',
      answer: presenceOnly,
    },
    {
      name: 'late-loads',
      feedback: 'What is loaded after the freeze is not frozen.',
      answer: lateLoads,
    },
    {
      name: 'no-enable',
      feedback: 'Without enable in the child, its cycles are never collected.',
      answer: noEnable,
    },
  ],
});
