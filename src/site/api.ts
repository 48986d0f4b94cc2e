import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kernel/paths';

/** A name that cells import from `heaplab`. */
export interface ApiName {
  readonly name: string;
  /** `function`, `class` and so on. */
  readonly kind: string;
  readonly signature: string;
  /** Its docstring, as Markdown. */
  readonly text: string;
}

/** Names that belong together: a file of `src/api`. */
export interface ApiGroup {
  readonly name: string;
  /** What it is about, as Markdown. */
  readonly text: string;
  readonly names: readonly ApiName[];
}

/** What the package exports, group by group, as the build has read it (tools/reference.mjs). */
export function apiGroups(): ApiGroup[] {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, 'dist', 'api.json'), 'utf8')) as ApiGroup[];
}
