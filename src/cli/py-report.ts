import type { PythonProcess } from '../python';
import { formatSize } from '../tracemalloc';

/** Lines of the tracer's that are shown at most. */
const TOP = 5;

/** Where the bytes of a process are: by layer, by arena, and by line where the tracer runs. */
export function memoryReport(py: PythonProcess): string {
  const size = (bytes: number): string => formatSize(bytes, false).padStart(10);
  const lines = [`memory of the simulated Python ${py.version.name}:`];
  for (const layer of py.layers()) lines.push(`  ${size(layer.bytes)}  ${layer.layer}`);
  const arenas = py.arenas();
  const used = py.stats();
  lines.push(
    `  ${String(arenas.length).padStart(10)}  arenas of ${formatSize(py.version.pymalloc.arenaSize, false)}`,
  );
  const blocks = used.classes.reduce((sum, row) => sum + row.blocksInUse, 0);
  lines.push(`  ${String(blocks).padStart(10)}  blocks in use`);
  if (py.tracemalloc.is_tracing()) {
    lines.push('lines that hold most:');
    for (const stat of py.tracemalloc.take_snapshot().statistics('lineno').slice(0, TOP))
      lines.push(`  ${stat}`);
  }
  return `${lines.join('\n')}\n`;
}
