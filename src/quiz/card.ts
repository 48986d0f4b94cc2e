import { escapeHtml } from '../charts/html';
import { display } from '../kernel/display';
import { DEFAULT_VERSION } from '../versions';
import { drawTemplates, judge, makeQuestion } from './bank';
import type { Topic } from './template';

export interface CardOptions {
  /** Another seed is another question. */
  readonly seed: number;
  readonly topic?: Topic;
  readonly python?: string;
}

/**
 * Shows a question of the quiz; with an answer, whether it is right, why, and a chart where it helps.
 * @param answer the letter of a choice, or its text
 */
export function quizCard(
  { seed, topic, python = DEFAULT_VERSION }: CardOptions,
  answer?: string,
): void {
  const question = makeQuestion(drawTemplates(seed, topic)[0]!, python, seed);
  const letters = question.choices.map(({ text }, i) => `${'ABCD'[i]}. ${text}`);
  const lines = [
    `${question.topic}, CPython ${python}: ${question.ask}`,
    ...(question.code ? ['', question.code, ''] : []),
    ...letters,
  ];
  if (answer === undefined) {
    const example = question.choices.length > 0 ? 'A' : '…';
    lines.push(`Put your answer behind the braces, \`, '${example}')\`, and run the cell again.`);
  } else {
    const { right, because } = judge(question, answer);
    lines.push(right ? 'Right.' : `Not right: it is ${question.answer}. ${because ?? ''}`.trim());
    lines.push(question.explanation);
  }
  display({
    'text/html': `<div class="heaplab-quiz"><pre>${escapeHtml(lines.join('\n'))}</pre></div>`,
    'text/plain': lines.join('\n'),
  });
  if (answer !== undefined) {
    const chart = question.chart();
    if (chart) display(chart);
  }
}
