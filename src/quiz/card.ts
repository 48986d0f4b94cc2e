import type { Chart } from '../charts';
import { escapeHtml, svgAddress } from '../charts/html';
import { display } from '../kernel/display';
import { DEFAULT_VERSION } from '../versions';
import { drawTemplates, judge, makeQuestion, type Question } from './bank';
import type { Topic } from './template';

/** Which question is asked. */
export interface CardOptions {
  /** Another seed is another question. */
  readonly seed: number;
  /** What it is about; any topic without it. */
  readonly topic?: Topic;
  /** The version that it is about; `DEFAULT_VERSION` without it. */
  readonly python?: string;
}

const letter = (i: number): string => 'ABCD'[i]!;

/**
 * Asks a question of the quiz. Where HTML is shown its choices open: each says whether it is right,
 * or which misunderstanding it comes from. In a terminal the answer goes into the call.
 * @param options which question
 * @param answer the letter of a choice, or its text
 */
export function quizCard(
  { seed, topic, python = DEFAULT_VERSION }: CardOptions,
  answer?: string,
): void {
  const question = makeQuestion(drawTemplates(seed, topic)[0]!, python, seed);
  const about = `${question.topic}, CPython ${python}`;
  const chart = question.chart();
  display({
    'text/html': cardHtml(question, about, chart, answer),
    'text/plain': plain(question, about, answer),
  });
  if (answer !== undefined && chart) display(chart);
}

function plain(question: Question, about: string, answer: string | undefined): string {
  const lines = [cardText(question, about)];
  if (answer === undefined) {
    lines.push("Put your answer behind the braces, `, 'A')`, and run the cell again.");
  } else {
    const { right, because } = judge(question, answer);
    lines.push(right ? 'Right.' : `Not right: it is ${question.answer}. ${because ?? ''}`.trim());
    lines.push(question.explanation);
  }
  return lines.join('\n');
}

/** A question and its choices as text. */
export function cardText({ ask, code, choices }: Question, about: string): string {
  return [
    `${about}: ${ask}`,
    ...(code ? ['', code, ''] : []),
    ...choices.map(({ text }, i) => `${letter(i)}. ${text}`),
  ].join('\n');
}

/** A text as HTML, with code between backticks. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The question with choices that open: no script, so that it works wherever HTML is shown. */
export function cardHtml(
  question: Question,
  about: string,
  chart?: Chart,
  answer?: string,
): string {
  const { ask, code, choices, explanation } = question;
  const name = escapeHtml(question.id);
  const chosen = answer === undefined ? undefined : judge(question, answer);
  const choice = (
    { text, right, because = '' }: Question['choices'][number],
    i: number,
  ): string => {
    const open = chosen?.text === text ? ' open' : '';
    const verdict = right ? 'Right.' : `Not right. ${because}`.trim();
    return `<details name="${name}"${open}><summary>${letter(i)}. ${inline(text)}</summary><p>${inline(verdict)}</p></details>`;
  };
  const picture = chart
    ? `<p><img alt="${escapeHtml(String(chart.spec.description ?? chart.text()))}" src="${svgAddress(chart.svg())}"></p>`
    : '';
  return [
    `<div class="heaplab-quiz"><p><strong>${escapeHtml(about)}.</strong> ${inline(ask)}</p>`,
    code ? `<pre><code>${escapeHtml(code)}</code></pre>` : '',
    ...choices.map(choice),
    `<details${chosen ? ' open' : ''}><summary>The answer, and why</summary><p><strong>${inline(question.answer)}.</strong> ${inline(explanation)}</p>${picture}</details></div>`,
  ].join('');
}
