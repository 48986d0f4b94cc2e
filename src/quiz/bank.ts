import type { Chart } from '../charts';
import { Random } from '../grading/exercise';
import { COLLECTOR } from './collector';
import { COUNTS } from './counts';
import { drawn, shuffled } from './draw';
import { FORKS } from './forks';
import { FRAGMENTATION } from './fragmentation';
import { FREE_LISTS } from './free-lists';
import { LAYERS } from './layers';
import { MISCONCEPTIONS, type Misconception } from './misconceptions';
import { PYMALLOC } from './pymalloc';
import { SIZES } from './sizes';
import type { Drawn, Kind, Template, Topic } from './template';
import { TRACES } from './traces';

/** Every template, in the order of the lessons. */
export const BANK: readonly Template[] = [
  ...LAYERS,
  ...PYMALLOC,
  ...FREE_LISTS,
  ...COUNTS,
  ...COLLECTOR,
  ...TRACES,
  ...SIZES,
  ...FRAGMENTATION,
  ...FORKS,
];

/** One of the answers to choose from. */
export interface Choice {
  readonly text: string;
  readonly right: boolean;
  /** The misconceptions that come to this answer. */
  readonly from: readonly Misconception[];
  /** What to say to whoever chose it; undefined when no misconception leads to it. */
  readonly because: string | undefined;
}

/** A question that can be asked. */
export interface Question {
  /** The same each time for the same template, version and seed. */
  readonly id: string;
  readonly topic: Topic;
  readonly kind: Kind;
  /** The section of a lesson that tells of it: `LESSON#SECTION`. */
  readonly read: string;
  readonly ask: string;
  readonly code: string | undefined;
  /** In random order. */
  readonly choices: readonly Choice[];
  readonly answer: string;
  readonly explanation: string;
  /** Whether there is a picture of the answer. */
  readonly pictured: boolean;
  chart(): Chart | undefined;
}

/** How many answers there are to choose from. */
const CHOICES = 4;

/** A number from a text (FNV-1a), so that a template draws other numbers than its neighbour. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
  return value;
}

/** Makes the question of a template: its numbers from the seed, its answers from the simulator. */
export function makeQuestion(template: Template, version: string, seed: number): Question {
  const random = new Random(hash(`${template.id}:${seed}`));
  const asked = template.draw(random);
  const answer = asked.truth(version);
  const wrong = shuffled(believed(asked, version, answer), random).slice(0, CHOICES - 1);
  for (const text of asked.others?.(version) ?? nearMisses(answer, asked.step))
    if (wrong.length < CHOICES - 1 && text !== answer && wrong.every((one) => one.text !== text))
      wrong.push({ text, right: false, from: [], because: undefined });
  const right: Choice = { text: answer, right: true, from: [], because: undefined };
  return {
    id: `${template.id}@${version}#${seed}`,
    topic: template.topic,
    kind: template.kind,
    read: template.read,
    ask: asked.ask,
    code: asked.code,
    choices: shuffled([right, ...wrong], random),
    answer,
    explanation: asked.explain(answer, version),
    pictured: asked.chart !== undefined,
    chart: () => asked.chart?.(version),
  };
}

/** The wrong answers that misconceptions come to, each with all that come to it. */
function believed(asked: Drawn, version: string, answer: string): Choice[] {
  const from = new Map<string, Misconception[]>();
  for (const [name, text] of Object.entries(asked.beliefs(version)))
    if (text !== answer) from.set(text, [...(from.get(text) ?? []), name as Misconception]);
  return [...from].map(([text, names]) => ({
    text,
    right: false,
    from: names,
    because: names.map((name) => MISCONCEPTIONS[name]).join(' Or: '),
  }));
}

/** Answers of the same form: numbers nearby, other truth values, another order. */
function nearMisses(answer: string, step: number): string[] {
  if (/^\d+$/.test(answer)) {
    const n = Number(answer);
    return [n + step, n - step, n + 2 * step, n + 3 * step].filter((near) => near >= 0).map(String);
  }
  const between = answer.includes(', ') ? ', ' : ' ';
  const words = answer.split(between);
  if (words.every((word) => word === 'True' || word === 'False'))
    return Array.from({ length: 2 ** words.length }, (_, bits) =>
      words.map((_, i) => ((bits >> i) & 1 ? 'True' : 'False')).join(between),
    );
  return words.flatMap((_, i) => {
    const turned = [...words.slice(i + 1), ...words.slice(0, i + 1)];
    return [turned, [...turned].reverse()].map((order) => order.join(between));
  });
}

/** Templates of a topic, or all, in an order that the seed decides. */
export function drawTemplates(seed: number, topic?: Topic): Template[] {
  return drawn(BANK, seed, topic);
}

export interface Verdict {
  /** The choice that it is, or what was given. */
  readonly text: string;
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
  const said = chosen?.text ?? text;
  return { text: said, right: said === question.answer, because: chosen?.because };
}
