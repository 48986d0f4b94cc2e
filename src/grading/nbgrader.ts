import { createHash } from 'node:crypto';

/** nbgrader's metadata of a cell (schema 3). */
export interface NbgraderCell {
  readonly schema_version: 3;
  readonly grade_id: string;
  readonly grade: boolean;
  readonly locked: boolean;
  readonly solution: boolean;
  readonly task: boolean;
  readonly points?: number;
  readonly cell_type: 'code';
}

/** nbgrader's checksum of a cell (nbgrader/utils.py, `compute_checksum`). */
export function checksum(source: string, meta: NbgraderCell): string {
  const python = (value: boolean): string => (value ? 'True' : 'False');
  const locked = meta.solution ? false : meta.grade || meta.locked;
  const parts = [
    source,
    meta.cell_type,
    python(meta.grade),
    python(meta.solution),
    python(locked),
    meta.grade_id,
  ];
  // Python's str(float(points)).
  if (meta.grade)
    parts.push(Number.isInteger(meta.points) ? `${meta.points}.0` : String(meta.points));
  return createHash('md5').update(parts.join('')).digest('hex');
}
