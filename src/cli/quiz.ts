import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Command } from 'commander';
import { DEFAULT_VERSION } from '../versions/default-version';
import { CliError, out, print, wholeNumber } from './output';

interface QuizOptions {
  readonly topic?: string;
  readonly python: string;
  readonly length: string;
  readonly seed?: string;
  readonly export?: string;
  readonly charts: boolean;
}

const MEMORY = join(homedir(), '.heaplab_quiz.json');

export function addQuiz(program: Command): void {
  program
    .command('quiz')
    .description('interview questions, answered by the simulator; what you forget comes back')
    .option('--topic <topic>', 'one topic only, such as gc')
    .option('--python <version>', 'the version that the answers are for', DEFAULT_VERSION)
    .option('--length <number>', 'how many questions', '10')
    .option('--seed <number>', 'the same questions each time, and nothing is remembered')
    .option('--export <file.csv>', 'write a card for every question instead of asking')
    .option('--no-charts', 'without the charts in characters')
    .action(run);
}

async function run(options: QuizOptions): Promise<void> {
  const { TOPICS } = await import('../quiz/template');
  const topic = TOPICS.find((name) => name === options.topic);
  if (options.topic !== undefined && topic === undefined) {
    throw new CliError(`no topic '${options.topic}': there are ${TOPICS.join(', ')}`);
  }
  const { versionOf } = await import('../versions');
  const version = versionOf(options.python).name;
  const seed =
    options.seed === undefined
      ? undefined
      : wholeNumber('--seed', options.seed, 0, Number.MAX_SAFE_INTEGER);
  const { BANK, drawTemplates } = await import('../quiz/bank');
  if (options.export !== undefined) {
    const templates = BANK.filter((template) => topic === undefined || template.topic === topic);
    return exportCards(options.export, templates, version, seed ?? 0);
  }
  const length = wholeNumber('--length', options.length, 1, 1000);
  const { QuizMemory } = await import('../quiz/memory');
  const now = new Date();
  const memory = seed === undefined ? new QuizMemory(MEMORY) : undefined;
  const drawn = drawTemplates(seed ?? now.getTime(), topic);
  const templates = (memory ? memory.order(drawn, now) : drawn).slice(0, length);
  await ask(templates, version, { seed, memory, charts: options.charts });
}

type Templates = readonly import('../quiz/template').Template[];

async function ask(
  templates: Templates,
  version: string,
  {
    seed,
    memory,
    charts,
  }: {
    readonly seed: number | undefined;
    readonly memory: import('../quiz/memory').QuizMemory | undefined;
    readonly charts: boolean;
  },
): Promise<void> {
  const { judge, makeQuestion } = await import('../quiz/bank');
  const { whenDue } = await import('../quiz/due');
  const input = createInterface({ input: process.stdin, terminal: false });
  const lines = input[Symbol.asyncIterator]();
  let right = 0;
  let asked = 0;
  for (const template of templates) {
    const question = makeQuestion(template, version, seed ?? memory?.asked(template) ?? 0);
    print(
      [
        '',
        `${out.bold(`${asked + 1} of ${templates.length}`)}  ${template.topic}, CPython ${version}`,
        question.ask,
        ...(question.code
          ? ['', ...question.code.split('\n').map((line) => `    ${line}`), '']
          : []),
        ...question.choices.map(({ text }, i) => `  ${'ABCD'[i]}. ${text}`),
      ].join('\n'),
    );
    const given = await answerFrom(lines, input);
    if (given === undefined) break;
    asked++;
    const verdict = judge(question, given);
    if (verdict.right) right++;
    print(
      verdict.right
        ? out.green('Right.')
        : `${out.red('Not right.')} It is ${out.bold(question.answer)}.${verdict.because ? ` ${verdict.because}` : ''}`,
    );
    print(question.explanation);
    const chart = charts && !verdict.right ? question.chart() : undefined;
    if (chart) print(chart.text());
    const due = memory?.note(template, verdict.right, new Date());
    memory?.save();
    if (due) print(`Comes back ${whenDue(due, new Date())}.`);
  }
  input.close();
  print(`\n${out.bold(`${right} of ${asked} right`)}`);
}

/** The next line that says something; undefined at the end of the input. */
async function answerFrom(
  lines: AsyncIterator<string>,
  input: Interface,
): Promise<string | undefined> {
  for (;;) {
    if (process.stdin.isTTY) process.stdout.write('? ');
    const { value, done } = await lines.next();
    if (done || value === 'q') {
      input.close();
      return undefined;
    }
    if (value.trim() !== '') return value;
  }
}

/** A CSV that flash-card programs read: id, front, back, topic. Ids stay from one export to the next. */
async function exportCards(
  path: string,
  templates: Templates,
  version: string,
  seed: number,
): Promise<void> {
  if (!path.endsWith('.csv'))
    throw new CliError(`--export takes a path that ends in .csv, not '${path}'`);
  const { makeQuestion } = await import('../quiz/bank');
  const { cardsCsv, flashCard } = await import('../quiz/csv');
  const cards = templates.map((template) => flashCard(makeQuestion(template, version, seed)));
  writeFileSync(path, cardsCsv(cards.map((card) => ({ ...card }))));
  print(`${path}: ${cards.length} cards`);
}
