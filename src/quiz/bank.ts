import type { Chart } from '../charts';
import { Random } from '../grading/exercise';
import { COLLECTOR } from './collector';
import { COUNTS } from './counts';
import { HEAP } from './heap';
import { SIZES } from './sizes';
import { type Kind, MISCONCEPTIONS, type Template, type Topic } from './template';

/** Every template, in the order of the lessons. */
export const BANK: readonly Template[] = [...HEAP, ...COUNTS, ...COLLECTOR, ...SIZES];

/** One of the answers to choose from. */
export interface Choice {
  readonly text: string;
  /** What to say to whoever chose it; undefined for the right one. */
  readonly because: string | undefined;
}

/** A question that can be asked. */
export interface Question {
  /** The same each time for the same template, version and seed. */
  readonly id: string;
  readonly topic: Topic;
  readonly kind: Kind;
  readonly ask: string;
  readonly code: string | undefined;
  /** In random order. */
  readonly choices: readonly Choice[];
  readonly answer: string;
  readonly explanation: string;
  chart(): Chart | undefined;
}

/** A number from a text (FNV-1a), so that a template draws other numbers than its neighbour. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
  return value;
}

/** Makes the question of a template: its numbers from the seed, its answers from the simulator. */
export function makeQuestion(template: Template, version: string, seed: number): Question {
  const random = new Random(hash(`${template.id}:${seed}`));
  const drawn = template.draw(random);
  const answer = drawn.truth(version);
  const choices: Choice[] = [{ text: answer, because: undefined }];
  for (const [name, text] of Object.entries(drawn.wrong(version, answer))) {
    if (choices.length < 4 && text !== undefined && choices.every((choice) => choice.text !== text))
      choices.push({ text, because: MISCONCEPTIONS[name as keyof typeof MISCONCEPTIONS] });
  }
  for (let i = choices.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [choices[i], choices[j]] = [choices[j]!, choices[i]!];
  }
  return {
    id: `${template.id}@${version}#${seed}`,
    topic: template.topic,
    kind: template.kind,
    ask: drawn.ask,
    code: drawn.code,
    choices,
    answer,
    explanation: drawn.explain(answer, version),
    chart: () => drawn.chart?.(version),
  };
}

/** Templates of a topic, or all, in an order that the seed decides. */
export function drawTemplates(seed: number, topic?: Topic): Template[] {
  const random = new Random(seed);
  const pool = BANK.filter((template) => topic === undefined || template.topic === topic);
  for (let i = pool.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool;
}

export interface Verdict {
  readonly right: boolean;
  /** What the wrong answer says about the one who gave it. */
  readonly because: string | undefined;
}

/** Judges an answer: a choice's letter, or its text; a number however it is written. */
export function judge(question: Question, given: string): Verdict {
  const text = given.trim();
  const letter = /^[a-d]$/i.test(text) ? text.toLowerCase().charCodeAt(0) - 97 : -1;
  const asNumber = (value: string): string => value.replace(/[,_ ](?=\d{3}\b)/g, '');
  const chosen =
    question.choices.find((choice) => asNumber(choice.text) === asNumber(text)) ??
    question.choices[letter];
  return {
    right: (chosen?.text ?? text) === question.answer,
    because: chosen?.because,
  };
}
