import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

/** What programs hold things with; `wanted` is what is looked for. */
const MAKERS = `
import gc as gc_module
gc_off, gc_on = gc_module.disable, gc_module.enable
class Session:
    def __init__(self, user):
        self.user = user
    def close(self):
        pass
    def __eq__(self, other):
        return self.user == other.user
    def __hash__(self):
        return 1
class Window:
    def __init__(self, on_close):
        self.on_close = on_close
def chain(length, end):
    for _ in range(length):
        end = [end]
    return end
def ring(inside):
    one, other = {'inside': inside}, []
    one['other'] = other
    other.append(one)
    return one
`;

interface Way {
  /** An expression with `wanted`, `twin` (equal to it), or neither. */
  readonly code: string;
  readonly leads: boolean;
}

const WAYS: readonly Way[] = [
  { code: 'wanted', leads: true },
  { code: '[None, wanted]', leads: true },
  { code: "{'user': {'session': (wanted, 1)}}", leads: true },
  { code: 'Window(wanted.close)', leads: true },
  { code: 'chain(30, wanted)', leads: true },
  { code: 'ring(wanted)', leads: true },
  { code: 'twin', leads: false },
  { code: '[twin, ring(twin)]', leads: false },
  { code: 'ring([1.5])', leads: false },
  { code: 'Window(chain)', leads: false },
  { code: "Session('somebody else')", leads: false },
  { code: "{'wanted': 'wanted'}", leads: false },
];

function trial(ways: readonly Way[]): VisibleTrial {
  const named = ways.map((way, i) => ({ ...way, name: `name${i}` }));
  return {
    before: MAKERS,
    steps: [
      { python: "wanted, twin = Session('ann'), Session('ann')" },
      { python: 'gc_off()\nleading_to(wanted, {})' },
      { python: `names = {${named.map(({ name, code }) => `'${name}': ${code}`).join(', ')}}` },
      { mark: 'start' },
      { python: 'found = leading_to(wanted, names)' },
      { mark: 'found' },
      {
        read: 'found',
        want: named
          .filter(({ leads }) => leads)
          .map(({ name }) => name)
          .sort(),
        about: 'the names that lead to it',
      },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that stay, with the list that is returned',
        from: 'start',
        to: 'found',
        most: 1200,
      },
      {
        measure: 'garbage',
        about: 'objects of the search that only the collector could find',
        from: 'start',
        to: 'found',
        exactly: 0,
      },
    ],
  };
}

function shuffled(random: Random, count: number): Way[] {
  const rest = [...WAYS];
  return Array.from(
    { length: count },
    () => rest.splice(random.integer(0, rest.length - 1), 1)[0]!,
  );
}

export const exercise = defineHeapExercise({
  id: 'where-who-leads-to',
  title: 'Which names lead to it?',
  names: ['leading_to'],
  version: '3.12',
  hints: [
    'Go down from each value: what it refers to, what these refer to, and so on. What ends the search, and what keeps it from going in circles?',
    'Keep a list of objects that wait, and a set of the ids that you have seen. A function that calls itself cannot follow thousands of steps.',
    'Take one from the list. Is it `thing` (`is`)? Seen already, or a class, function or module (`isinstance` with `type`, `types.FunctionType`, `types.ModuleType`)? If neither, add `gc.get_referents(each)` to the list.',
  ],
  reason:
    'Whatever can be reached from a variable is alive because of it. A search with a list of its own follows any chain, and ids tell apart what is the same object and what is only equal. Classes and functions are left out, since a function refers to all of its module, and that leads everywhere.',
  example: (random) => trial([WAYS[1]!, WAYS[6]!, WAYS[random.integer(2, 3)]!, WAYS[8]!]),
  checks: [
    {
      about: 'ways of several kinds',
      points: 2,
      trials: (random) => [trial(shuffled(random, 9)), trial(WAYS)],
    },
    {
      about: 'a chain of thousands of lists',
      points: 1,
      trials: (random) => [
        trial([
          { code: `chain(${random.integer(3000, 5000)}, wanted)`, leads: true },
          { code: `chain(${random.integer(3000, 5000)}, twin)`, leads: false },
          WAYS[9]!,
        ]),
      ],
    },
  ],
  mistakes: [
    {
      name: 'recursive',
      feedback:
        'Your function calls itself for each step, and a long chain is too deep for that. Keep a list of what waits.',
    },
    {
      name: 'through-classes',
      feedback:
        'You go through classes and functions. A function refers to the variables of its module, so nearly everything leads to everything.',
    },
    {
      name: 'equal-is-enough',
      feedback: 'You compare with `==`. Another object that is equal is not the one that stays.',
    },
    {
      name: 'direct-holders',
      feedback: 'You look one step far. Most holders are held by something themselves.',
    },
    {
      name: 'remembers',
      feedback:
        'Your search keeps what it has met in a variable that stays. Now you hold all of it.',
    },
  ],
});
