import { bars } from '../bars';
import type { Chart } from '../chart';
import { type ForkInput, type ForkMove, forkAndTouch } from './fork';

const KIB_OF_A_PAGE = 4;

/** What a child copies by reading and by collecting, without `gc.freeze()` and with it. */
export function forkChart({ python }: ForkInput): Chart {
  const kib = (frozen: boolean, move: ForkMove): number =>
    KIB_OF_A_PAGE * forkAndTouch({ python, frozen, moves: [move] }).copied.filter(Boolean).length;
  return bars(
    [
      { child: 'reads one list', KiB: kib(false, { read: 0 }) },
      { child: 'collects', KiB: kib(false, { all: 'collect' }) },
      { child: 'collects what is frozen', KiB: kib(true, { all: 'collect' }) },
      { child: 'reads what is frozen', KiB: kib(true, { all: 'read' }) },
    ],
    {
      title: 'Which shared pages a child gets for itself',
      label: 'child',
      values: ['KiB'],
      unit: 'KiB that are copied',
    },
  );
}
