import { SingleBar } from 'cli-progress';
import type { BatchResult, Progress } from '../grading/batch/batch';
import type { Results } from '../grading/batch/results';
import type { ExerciseSummary } from '../grading/batch/summary';
import { err, out, printable } from './output';

/** Progress of a batch on stderr: a bar on a terminal, elsewhere a line for each notebook. */
export class PileProgress {
  private bar: SingleBar | undefined;
  private started = 0;
  private first = 0;

  readonly onProgress = ({ total, done, last }: Progress): void => {
    if (!last) this.start(total, done);
    const left = this.left(total, done);
    const name = last ? printable(last.name) : '';
    if (this.bar) this.bar.update(done, { left, name });
    else if (last) {
      const { result, problem } = last.attempt;
      const became = result
        ? `${result.earned} of ${result.points}`
        : err.red(`not graded: ${printable(problem ?? '')}`);
      process.stderr.write(`${done}/${total} ${name}: ${became}${left && ` (${left})`}\n`);
    }
  };

  private start(total: number, done: number): void {
    this.started = performance.now();
    this.first = done;
    if (done > 0) process.stderr.write(`${done} of ${total} are graded already\n`);
    if (!process.stderr.isTTY || done === total) return;
    this.bar = new SingleBar({
      format: 'grading [{bar}] {value}/{total}  {left}  {name}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.bar.start(total, done, { left: '', name: '' });
  }

  /** How long the rest takes at the speed of this run so far. */
  private left(total: number, done: number): string {
    if (done === this.first || done === total) return '';
    const each = (performance.now() - this.started) / (done - this.first);
    const seconds = Math.ceil((each * (total - done)) / 1000);
    return seconds < 100 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
  }

  stop(): void {
    this.bar?.stop();
  }

  done({ damaged, waiting }: BatchResult): void {
    this.stop();
    if (damaged.length > 0) {
      process.stderr.write(
        `${err.yellow('damaged:')} line ${damaged.join(', ')} of grading.jsonl; those notebooks were graded again\n`,
      );
    }
    if (waiting > 0) process.stderr.write(`${waiting} not graded yet\n`);
  }
}

/** The results of a batch, for a terminal. */
export function pileText(results: Results, folder: string | undefined): string {
  const { rows, missing, summary, waiting, seed } = results;
  const lines = rows.map(({ learner, file, result, problem, counts, late }) => {
    const name = printable(learner);
    if (!result)
      return `${name}: ${out.red(`not graded: ${printable(problem ?? '')}`)}, ${printable(file)}`;
    const points = out.bold(`${result.earned} of ${result.points}`);
    const notes = `${late ? ', late' : ''}${counts ? '' : `, does not count: ${printable(file)}`}`;
    return `${name}: ${points} (${result.lesson}${notes})`;
  });
  if (missing.length > 0) {
    lines.push('', `${missing.length} handed in nothing: ${missing.map(printable).join(', ')}`);
  }
  lines.push(...summary.flatMap((one, i) => summaryLines(one, summary[i - 1]?.lesson)), '');
  const graded = rows.filter(({ result }) => result).length;
  lines.push(
    `${graded} of ${rows.length + waiting} graded${folder === undefined ? '' : `, in ${folder}`}`,
  );
  if (folder === undefined) {
    lines.push(
      out.dim(`Kept nowhere: -o FOLDER keeps them. The same hidden inputs again: --seed ${seed}`),
    );
  }
  return lines.join('\n');
}

function summaryLines(one: ExerciseSummary, before: string | undefined): string[] {
  const { lesson, title, of, learners, full, meanPoints, mistakes } = one;
  const common = mistakes.slice(0, 3).map(({ mistake, learners }) => `${mistake} ${learners}`);
  return [
    ...(lesson === before ? [] : ['', `${out.bold(lesson)}, ${learners} graded`]),
    `  ${title}: ${meanPoints} of ${of} on average, ${full} in full${common.length > 0 ? `; ${common.join(', ')}` : ''}`,
  ];
}
