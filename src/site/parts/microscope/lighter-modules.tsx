import { importedModules } from '../../code';
import { spaced } from '../numbers';
import { DifferenceLink } from './difference-link';

/**
 * Modules that are a thousand blocks lighter here than in CPython, and how many blocks importing one makes there:
 * `sys.getallocatedblocks()` before and after, in CPython 3.12.1, rounded to hundreds.
 */
const BLOCKS: Readonly<Record<string, number>> = {
  array: 3200,
  collections: 2900,
  contextlib: 4600,
  copy: 2000,
  ctypes: 1800,
  dataclasses: 18600,
  enum: 5300,
  functools: 3900,
  linecache: 8000,
  queue: 5700,
  random: 2000,
  string: 7600,
  threading: 5300,
  traceback: 10100,
  tracemalloc: 10900,
  typing: 11500,
  weakref: 1700,
};

/** Says of what a program imports that it makes more blocks in CPython. */
export function LighterModules({ source }: { readonly source: string }) {
  const lighter = importedModules(source).filter((name) => name in BLOCKS);
  if (lighter.length === 0) return null;
  return (
    <p class="state" role="note">
      Importing{' '}
      {lighter.map((name, i) => (
        <>
          {i > 0 && (i === lighter.length - 1 ? ' and ' : ', ')}
          <code>{name}</code>
        </>
      ))}{' '}
      makes far fewer blocks here than in CPython 3.12, where it makes{' '}
      {lighter.map((name) => spaced(BLOCKS[name]!)).join(' and ')}:{' '}
      <DifferenceLink to="importing-a-module-makes-fewer-blocks">a known difference</DifferenceLink>
      . What your own lines make is the same.
    </p>
  );
}
