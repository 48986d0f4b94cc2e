import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '../../src';
import { debugMallocStats, type PyMallocStats } from '../../src/pymalloc';
import { GOLDEN } from '../support/dist';

/** The pymalloc part of a recorded report, which ends at the first free list. */
function recorded(version: string): string {
  const text = readFileSync(join(GOLDEN, 'mallocstats', `mallocstats-${version}.txt`), 'utf8');
  return `${text.split(/\n\n +\d+ free Py|\n\n\d+ free Py/)[0]}\n`;
}

/** The numbers of a report. */
function parse(text: string): PyMallocStats {
  const number = (label: string): number => {
    const found = new RegExp(`^.*${label} *= *([\\d,]+)$`, 'm').exec(text);
    return Number(found?.[1]?.replace(/,/g, ''));
  };
  const rows = [...text.matchAll(/^ +(\d+) +(\d+) +(\d+) +(\d+) +(\d+)$/gm)].map((row) =>
    row.slice(1).map(Number),
  );
  const stats: PyMallocStats = {
    classes: rows.map(([szidx, size, pools, blocksInUse, availBlocks]) => ({
      szidx: szidx!,
      size: size!,
      pools: pools!,
      blocksInUse: blocksInUse!,
      availBlocks: availBlocks!,
    })),
    arenasAllocatedTotal: number('arenas allocated total'),
    arenasHighwater: number('arenas highwater mark'),
    arenasCurrent: number('arenas allocated current'),
    freePools: Number(/^(\d+) unused pools/m.exec(text)![1]),
    allocatedBytes: number('bytes in allocated blocks'),
    availableBytes: number('bytes in available blocks'),
    poolHeaderBytes: number('bytes lost to pool headers'),
    quantization: number('bytes lost to quantization'),
    arenaAlignment: number('bytes lost to arena alignment'),
  };
  if (!text.includes('arena map')) return stats;
  const arenaMap = {
    midNodes: number('arena map mid nodes'),
    botNodes: number('arena map bot nodes'),
    root: number('arena map root'),
    mid: number('arena map mid'),
    bot: number('arena map bot'),
  };
  return { ...stats, arenaMap };
}

const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

test.each(versions)('%s: the report is printed line for line', (version) => {
  const text = recorded(version);
  expect(debugMallocStats(boot(version).pymalloc, parse(text))).toBe(text);
});

test.each(versions)("%s: a heap's own numbers follow the same sums", (version) => {
  const text = recorded(version);
  const { classes } = parse(text);
  const process = boot(version);
  for (let i = 0; i < 20_000; i++) process.PyObject_Malloc(1 + ((i * 7919) % 512));
  const stats = process.stats();
  const { poolSize, arenaSize } = process.version.pymalloc;
  // The same identity that the recorded report satisfies.
  const sum = (s: PyMallocStats): number =>
    s.allocatedBytes +
    s.availableBytes +
    s.freePools * poolSize +
    s.poolHeaderBytes +
    s.quantization +
    s.arenaAlignment;
  expect(sum(parse(text))).toBe(parse(text).arenasCurrent * arenaSize);
  expect(sum(stats)).toBe(stats.arenasCurrent * arenaSize);
  const capacity = (row: (typeof classes)[number]): number =>
    (row.blocksInUse + row.availBlocks) / row.pools;
  for (const row of classes) {
    expect(capacity(stats.classes[row.szidx]!)).toBe(capacity(row));
  }
  if (stats.arenaMap) expect(stats.arenaMap.root).toBe(parse(text).arenaMap!.root);
});
