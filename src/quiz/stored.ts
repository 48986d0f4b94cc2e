import { DEFAULT_VERSION } from '../versions';
import { BANK, type Choice, makeQuestion, type Question } from './bank';

/** A question as it is kept for the practice page: it is there without the simulator. */
export interface StoredQuestion extends Omit<Question, 'chart' | 'choices'> {
  readonly template: string;
  readonly choices: readonly Pick<Choice, 'text' | 'right' | 'because'>[];
}

/** A question as plain data. */
export function plainQuestion(template: string, question: Question): StoredQuestion {
  const { chart, choices, ...rest } = question;
  return {
    template,
    ...rest,
    choices: choices.map(({ text, right, because }) => ({ text, right, because })),
  };
}

/** One question of each template. */
export function wholeBank(version: string = DEFAULT_VERSION, seed = 0): StoredQuestion[] {
  return BANK.map((template) => plainQuestion(template.id, makeQuestion(template, version, seed)));
}
