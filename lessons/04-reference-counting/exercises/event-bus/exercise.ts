import type { Random } from '../../../../src/grading/exercise';
import type { VisibleTrial } from '../../../../src/grading/heap/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';

const WINDOWS = `
class Window:
    def __init__(self, name):
        self.name = name
        self.pixels = bytes(400)
        self.seen = []
    def show(self, message):
        self.seen.append(message)
`;

/** What the bus may keep, of all windows that are gone: bytes. */
const LEFT = 3000;

function trial(random: Random, count: number): VisibleTrial {
  const kept = random.integer(2, 5);
  const messages = random.many(2, () => random.integer(100, 200));
  return {
    before: WINDOWS,
    steps: [
      {
        python: `bus = Bus()\nkept = [Window(i) for i in range(${kept})]\nfor each in kept: bus.connect(each.show)\nfirst = Window(-1)\nbus.connect(first.show)\nbus.send(0)\ndel first`,
      },
      { mark: 'start' },
      {
        python: `windows = [Window(i) for i in range(${count})]\nfor each in windows: bus.connect(each.show)\nbus.send(${messages[0]})\nheard = [each.seen for each in windows]\nheard = [len(seen) for seen in heard]`,
      },
      {
        read: 'heard',
        want: Array.from({ length: count }, () => 1),
        about: 'what open windows heard',
      },
      { python: 'del windows, heard, each' },
      { mark: 'closed' },
      { python: `bus.send(${messages[1]})\nlater = [each.seen for each in kept]` },
      {
        read: 'later',
        want: Array.from({ length: kept }, () => [0, ...messages]),
        about: 'what the windows heard that are still there',
      },
    ],
    bounds: [
      {
        measure: 'bytes',
        about: 'bytes that stay when windows are closed',
        from: 'start',
        to: 'closed',
        most: LEFT,
      },
    ],
  };
}

export const exercise = defineHeapExercise({
  id: 'refcount-event-bus',
  title: 'A bus that holds nobody',
  names: ['Bus'],
  version: '3.12',
  hints: [
    'A bound method refers to its object. So a list of bound methods keeps all windows. What refers without being counted?',
    'A weak reference to a bound method is of no use: `window.show` makes a new method each time, which dies at once. `weakref.WeakMethod` is made for this.',
    '`WeakMethod(method, callback)` calls `callback` with itself when the window dies: `self.methods.remove` takes it out of the list.',
  ],
  reason:
    'A WeakMethod keeps a weak reference to the object and one to the function, and makes the bound method anew when it is asked. Weak references are not counted, so a window dies with its last holder. The callback takes the entry out, or the list would grow for ever.',
  example: (random) => trial(random, 8),
  checks: [
    { about: 'a few windows', points: 1, trials: (random) => [trial(random, 10)] },
    {
      about: 'many windows that are opened and closed',
      points: 2,
      trials: (random) => [trial(random, random.integer(60, 90))],
    },
  ],
  mistakes: [
    {
      name: 'weak-bound-method',
      feedback:
        'A bound method is a new object each time, which nobody holds: a weak reference to it is dead at once, and no window hears anything.',
    },
    {
      name: 'dead-ones-stay',
      feedback: 'The windows go, but an entry stays in the list for each: it grows for ever.',
    },
    {
      name: 'weak-window-strong-function',
      feedback:
        'Your function still refers to the bound method, and this to its window: look at what the lambda closes over.',
    },
  ],
});
