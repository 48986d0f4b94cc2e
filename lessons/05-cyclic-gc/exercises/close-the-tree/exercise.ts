import type { Random } from '../../../../src/grading/exercise';
import { defineHeapExercise } from '../../../../src/grading/heap/exercise';
import type { Trial } from '../../../../src/grading/heap/trial';

/** Bytes that may be left of a tree: none of its nodes. */
const LEFT = 600;

/** A tree as a program: the index of each node's parent. */
function growing(parents: readonly number[]): string {
  return [
    "nodes = [Node('n' + str(0))]",
    `for i, parent in enumerate([${parents.join(', ')}], 1):`,
    "    nodes.append(Node(f'n{i}', nodes[parent]))",
    'root = nodes[0]',
    'del i, parent',
  ].join('\n');
}

function pathOf(parents: readonly number[], node: number): string[] {
  return node === 0 ? ['n0'] : [...pathOf(parents, parents[node - 1]!), `n${node}`];
}

function trial(parents: readonly number[], asked: number): ReturnType<typeof exercise.example> {
  return {
    steps: [
      { mark: 'start' },
      { python: growing(parents) },
      { python: `path = nodes[${asked}].path()\ndel nodes` },
      { read: 'path', want: pathOf(parents, asked), about: 'the path of a node' },
      { python: 'root.close()\ndel root, path' },
      { mark: 'closed' },
    ],
    bounds: [
      {
        measure: 'garbage',
        about: 'objects that only the collector can find',
        to: 'closed',
        exactly: 0,
      },
      {
        measure: 'bytes',
        about: 'bytes that are left of the tree',
        from: 'start',
        to: 'closed',
        most: LEFT,
      },
      {
        measure: 'collections',
        about: 'collections that ran',
        from: 'start',
        to: 'closed',
        exactly: 0,
      },
    ],
  };
}

/** Parents of a tree in which each node is at most so far behind its parent: deep for small numbers. */
function tree(random: Random, count: number, reach: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.max(0, i - random.integer(0, reach - 1)));
}

export const exercise = defineHeapExercise({
  id: 'gc-close-the-tree',
  title: 'Free the cycles by hand',
  names: ['Node'],
  version: '3.12',
  hints: [
    'Draw three nodes: a root, its child, and a child of that. Which references make a cycle, and how many cycles are there?',
    'Each pair of a parent and a child is a cycle of its own. So each node of the tree has to let go of something, not the root alone.',
    'In `close`, call `close()` of every child first. Then clear the list of children and set `self.parent` to None.',
  ],
  reason:
    'A node and each of its children hold each other. With the root alone cut off, all the pairs further down keep themselves alive, and only a collection could find them. Cut every pair, and the reference counts do the rest, at once and in order.',
  example: (random) => {
    const parents = tree(random, random.integer(8, 12), 3);
    return trial(parents, parents.length);
  },
  checks: [
    {
      about: 'a deep tree',
      points: 2,
      trials: (random): Trial[] => [trial(tree(random, random.integer(40, 60), 3), 30)],
    },
    {
      about: 'a wide tree',
      points: 1,
      trials: (random): Trial[] => [trial(tree(random, random.integer(60, 90), 40), 50)],
    },
  ],
  mistakes: [
    {
      name: 'own-children-only',
      feedback:
        'The root lets go of its children, but each child and its own children still hold each other. Close them all.',
    },
    {
      name: 'root-has-no-parent',
      feedback:
        'Nothing of the tree is cut: the root has no parent to forget, and below it each node still points up, and its parent down to it.',
    },
    {
      name: 'collects',
      feedback:
        'A collection frees some of it, but the collector may not be called here: cut the cycles, and the counts free all of it.',
    },
    {
      name: 'no-parents',
      feedback: 'Without its parent a node has no cycle, and no path either.',
    },
  ],
});
