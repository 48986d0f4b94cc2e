import { boot } from '../../../../src';

export function growingLine(source: string): number {
  const p = boot('3.12', { size: 2 ** 28 });
  p.tracemalloc.start();
  p.exec(source, { filename: 'service.py' });
  const before = p.tracemalloc.take_snapshot();
  for (let i = 0; i < 20; i++) p.exec(`handle(${i})`);
  const after = p.tracemalloc.take_snapshot();
  const rows = after
    .compare_to(before, 'lineno')
    .filter(({ traceback }) => traceback.frames[0]!.filename === 'service.py')
    .sort((a, b) => b.size_diff - a.size_diff);
  return rows[0]!.traceback.frames[0]!.lineno;
}
