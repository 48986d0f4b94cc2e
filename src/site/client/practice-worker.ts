import { BANK, makeQuestion, type Question } from '../../quiz/bank';
import { plainQuestion, type StoredQuestion } from '../../quiz/stored';
import { CPYTHON_VERSIONS } from '../../versions';
import { codeHtml } from '../code';

/*
 * The question bank with its simulator, in a worker: answers and wrong answers are worked out here.
 */

export interface PracticeRequest {
  readonly id: number;
  readonly template: string;
  readonly version: string;
  readonly seed: number;
  /** The question; the same in a version where its answer is another; the spec of its chart. */
  readonly want: 'question' | 'follow-up' | 'chart';
}

/** A question with its program as HTML. */
export interface AskedQuestion extends StoredQuestion {
  readonly version: string;
  readonly codeHtml: string | undefined;
}

const made = new Map<string, Question>();

function questionOf(id: string, version: string, seed: number): Question {
  const key = `${id}@${version}#${seed}`;
  const known = made.get(key);
  if (known) return known;
  const question = makeQuestion(BANK.find((template) => template.id === id)!, version, seed);
  made.set(key, question);
  return question;
}

function asked(template: string, version: string, question: Question): AskedQuestion {
  const { code } = question;
  return {
    ...plainQuestion(template, question),
    version,
    codeHtml: code === undefined ? undefined : codeHtml(code, 'python'),
  };
}

function answer({ template, version, seed, want }: PracticeRequest): unknown {
  const question = questionOf(template, version, seed);
  if (want === 'question') return asked(template, version, question);
  if (want === 'chart') return question.chart()?.spec;
  for (const other of new Set(['3.8', '3.12', '3.14', ...CPYTHON_VERSIONS])) {
    const there = questionOf(template, other, seed);
    if (there.answer !== question.answer) return asked(template, other, there);
  }
  return undefined;
}

addEventListener('message', ({ data }: MessageEvent<PracticeRequest>) => {
  try {
    postMessage({ id: data.id, value: answer(data) });
  } catch (error) {
    postMessage({ id: data.id, error: (error as Error).message });
  }
});
