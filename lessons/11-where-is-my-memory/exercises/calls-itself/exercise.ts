import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise, type VisibleTrial } from '../../../../src/grading/heap/exercise';

const TREES = `
import gc as gc_module
gc_off = gc_module.disable
class Node:
    def __init__(self, kind, text, children):
        self.kind = kind
        self.text = text
        self.children = children
def tree(depth, width, path='root'):
    kind = ('note', 'page', 'link')[(len(path) + depth) % 3]
    text = ' %s of %s ' % (kind, path)
    children = [tree(depth - 1, width, path + '-%d' % i) for i in range(width)] if depth else []
    return Node(kind, text, children)
def expected(node, kind):
    own = [node.text.strip()] if node.kind == kind else []
    return own + [each for child in node.children for each in expected(child, kind)]
`;

interface Shape {
  readonly depth: number;
  readonly width: number;
  readonly kind: string;
  readonly times: number;
}

function trial({ depth, width, kind, times }: Shape): VisibleTrial {
  return {
    before: TREES,
    steps: [
      {
        python: `document = tree(${depth}, ${width})\ngc_off()\nright = matches(document, '${kind}') == expected(document, '${kind}')`,
      },
      { read: 'right', want: true, about: 'what was found, in its order' },
      { mark: 'start' },
      { python: `for _ in range(${times}): matches(document, '${kind}')\n_ = None` },
      { mark: 'searched' },
    ],
    bounds: [
      {
        measure: 'garbage',
        about: `objects that only the collector can find, after ${times} searches`,
        from: 'start',
        to: 'searched',
        exactly: 0,
      },
      {
        measure: 'bytes',
        about: 'bytes that stay',
        from: 'start',
        to: 'searched',
        most: 1000,
      },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'start',
        to: 'searched',
        exactly: 0,
      },
    ],
  };
}

const shape = (random: Random, depth: number, width: number, times: number): Shape => ({
  depth,
  width,
  kind: random.pick(['note', 'page', 'link']),
  times,
});

export const exercise = defineHeapExercise({
  id: 'where-calls-itself',
  title: 'A function that calls itself',
  names: ['matches'],
  version: '3.12',
  hints: [
    'The inner function finds itself through a cell: the cell holds the function, and the function holds the cell. What would you have to change so that it needs no cell?',
    'A function of the module finds itself through its name in the module. Give it all that it needs as arguments.',
    'Write `visit(node, wanted, found)` outside of `matches`, and call it with a list. Or keep a list of nodes that wait, and put the children on it in reverse order.',
  ],
  reason:
    'A nested function that calls itself is a cycle: function, cell, function. With each call a new one is made, and all that the inner function uses hangs on it until a collection. A function of the module has no cell: it is there once, and what it works on comes and goes as arguments.',
  example: (random) => trial(shape(random, 3, 2, 5)),
  checks: [
    {
      about: 'a broad document',
      points: 1,
      trials: (random) => [trial(shape(random, 2, random.integer(9, 12), random.integer(8, 15)))],
    },
    {
      about: 'a deep document',
      points: 2,
      trials: (random) => [trial(shape(random, random.integer(5, 6), 2, random.integer(15, 25)))],
    },
  ],
  mistakes: [
    {
      name: 'collects',
      feedback:
        'You collect after each search. That takes time for all objects of the process, and the cycle is still made.',
    },
    {
      name: 'clears-the-list',
      feedback:
        'The list is empty, so less is kept. But the function and its cell still hold each other, once for each search.',
    },
    {
      name: 'method-kept',
      feedback:
        'The object keeps one of its own bound methods, and that refers to the object: another cycle.',
    },
    {
      name: 'last-child-first',
      feedback:
        'Nothing is left behind. But a list that is taken from its end gives the last child first.',
    },
  ],
});
