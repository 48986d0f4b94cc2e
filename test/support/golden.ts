import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './dist';

/** Versions that were recorded from real interpreters. */
export const RELEASES = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'] as const;

/** A recorded JSON file under test/golden. */
export function golden<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(ROOT, 'test', 'golden', ...path), 'utf8')) as T;
}
