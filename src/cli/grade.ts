import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { Grade } from '../grading/grader';
import type { ExerciseResult } from '../grading/judge';
import { CliError, out, print } from './output';

interface GradeOptions {
  readonly json?: boolean;
  readonly output?: string;
}

export function addGrade(program: Command): void {
  program
    .command('grade')
    .description('grade the exercises of notebooks with the hidden checks')
    .argument('<notebooks...>', '.ipynb files, or folders of them')
    .option('--json', 'print the result as JSON')
    .option('-o, --output <folder>', 'write grades.csv, grades.json and a feedback page for each')
    .action(run);
}

async function run(paths: readonly string[], options: GradeOptions): Promise<void> {
  const { notebooksIn } = await import('../grading/pile');
  const notebooks = notebooksIn(paths);
  if (notebooks.length === 0) throw new CliError(`no notebook in ${paths.join(', ')}`);
  if (notebooks.length === 1 && paths[0] === notebooks[0] && options.output === undefined) {
    return gradeOne(notebooks[0]!, options);
  }
  return gradeMany(notebooks, options);
}

async function gradeOne(path: string, options: GradeOptions): Promise<void> {
  const { readNotebook } = await import('../kernel/notebook');
  const { lessonOf } = await import('../grading/submission');
  const { grade } = await import('../grading/grader');
  const notebook = readNotebook(path);
  const lesson = lessonOf(notebook, path);
  const total = Object.keys(lesson.exercises).length;
  let done = 0;
  const onTerminal = process.stderr.isTTY && !options.json;
  const result = await grade(notebook, lesson, {
    onExercise: ({ title }) => {
      if (onTerminal) process.stderr.write(`\r\x1b[Kgraded ${++done} of ${total}: ${title}`);
    },
  });
  if (onTerminal) process.stderr.write('\r\x1b[K');
  print(options.json ? JSON.stringify(result, null, 2) : text(result));
}

async function gradeMany(notebooks: readonly string[], options: GradeOptions): Promise<void> {
  const { feedbackPage, gradePile, pileCsv } = await import('../grading/pile');
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: 'grading [{bar}] {value}/{total} {learner}', stream: process.stderr })
    : undefined;
  bar?.start(notebooks.length, 0, { learner: '' });
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop);
  const pile = await gradePile(
    notebooks,
    ({ learner, problem }) => {
      if (bar) bar.increment({ learner });
      else process.stderr.write(`${learner}: ${problem ? `not graded: ${problem}` : 'graded'}\n`);
    },
    interrupt.signal,
  );
  bar?.stop();
  process.off('SIGINT', stop);
  const json = JSON.stringify(pile, null, 2);
  if (options.output !== undefined) {
    mkdirSync(options.output, { recursive: true });
    writeFileSync(join(options.output, 'grades.csv'), pileCsv(pile));
    writeFileSync(join(options.output, 'grades.json'), `${json}\n`);
    for (const graded of pile) {
      const name = graded.learner.replace(/[^\w.-]+/g, '_');
      writeFileSync(join(options.output, `${name}.html`), feedbackPage(graded));
    }
  }
  if (options.json) print(json);
  else {
    for (const { learner, result, problem } of pile) {
      print(
        result
          ? `${learner}: ${out.bold(`${result.earned} of ${result.points}`)} (${result.lesson})`
          : `${learner}: ${out.red(`not graded: ${problem}`)}`,
      );
    }
    const graded = pile.filter(({ result }) => result).length;
    print(
      `${graded} of ${notebooks.length} graded${options.output ? `, in ${options.output}` : ''}`,
    );
  }
  if (interrupt.signal.aborted) process.exitCode = 130;
  else if (pile.some(({ result }) => !result)) process.exitCode = 1;
}

function text(result: Grade): string {
  const lines = result.exercises.flatMap(exerciseLines);
  lines.push(out.bold(`${result.lesson}: ${result.earned} of ${result.points} points`));
  return lines.join('\n');
}

function exerciseLines({ id, title, points, earned, checks, feedback }: ExerciseResult): string[] {
  const colour = earned === points ? out.green : earned > 0 ? out.yellow : out.red;
  return [
    `${out.bold(title)} (${id}): ${colour(`${earned} of ${points} points`)}`,
    ...checks.map(
      (check) =>
        `  ${check.earned > 0 ? out.green('✓') : out.red('✗')} ${check.about} (${check.earned}/${check.points})`,
    ),
    ...feedback.map((line) => `  ${line}`),
    '',
  ];
}
