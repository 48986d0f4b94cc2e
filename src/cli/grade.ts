import type { Command } from 'commander';
import type { ExerciseResult, Grade } from '../grading/grader';
import { out, print } from './output';

export function addGrade(program: Command): void {
  program
    .command('grade')
    .description('grade the exercises of a notebook with the hidden checks')
    .argument('<notebook>', 'the .ipynb file')
    .option('--json', 'print the result as JSON')
    .action(run);
}

async function run(path: string, options: { readonly json?: boolean }): Promise<void> {
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
