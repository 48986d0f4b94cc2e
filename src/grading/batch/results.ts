import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../kernel/files';
import type { BatchResult } from './batch';
import { codeOf } from './collect';
import { gradesCsv, totalsCsv } from './csv';
import { JournalError } from './journal';
import { feedbackPage, MARK } from './pages';
import { type ExerciseSummary, summarize } from './summary';

/** All that is known of a batch: `grades.json`. It has the seed, and is for the teacher alone. */
export interface Results extends Pick<BatchResult, 'rows' | 'learners' | 'missing' | 'waiting'> {
  readonly heaplab: string;
  /** Given to `--seed`, it repeats every grade. */
  readonly seed: string;
  readonly summary: readonly ExerciseSummary[];
}

export function resultsOf({ header, rows, learners, missing, waiting }: BatchResult): Results {
  return {
    heaplab: header.heaplab,
    seed: header.seed,
    waiting,
    missing,
    summary: summarize(rows),
    learners,
    rows,
  };
}

/**
 * Writes the tables and a page for each learner, each file whole or not at all. Pages of learners who
 * are called otherwise by now are taken away.
 * @throws JournalError when they cannot be written
 */
export function writeResults(folder: string, results: Results): void {
  const pages = join(folder, 'feedback');
  try {
    mkdirSync(pages, { recursive: true });
    writeWhole(join(folder, 'grades.json'), `${JSON.stringify(results, null, 2)}\n`);
    writeWhole(join(folder, 'grades.csv'), gradesCsv(results.rows));
    writeWhole(join(folder, 'totals.csv'), totalsCsv(results.learners));
    const written = new Set<string>();
    for (const total of results.learners) {
      if (total.page === undefined) continue;
      const own = results.rows.filter(
        ({ learner, id }) => learner === total.learner && id === total.id,
      );
      writeWhole(join(pages, total.page), feedbackPage(total, own));
      written.add(total.page.normalize('NFC'));
    }
    for (const name of readdirSync(pages)) {
      const path = join(pages, name);
      if (!name.endsWith('.html') || written.has(name.normalize('NFC'))) continue;
      if (readFileSync(path, 'utf8').includes(MARK)) rmSync(path);
    }
  } catch (error) {
    throw new JournalError(
      `cannot write the tables to ${folder} (${codeOf(error)}): all grades are in its grading.jsonl; make room and give the same command again`,
    );
  }
}
