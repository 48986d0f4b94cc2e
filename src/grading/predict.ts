import { escapeHtml } from '../charts/html';
import { display } from '../kernel/display';

/** What a learner is asked before the result is shown. */
export interface Question {
  /** The question, as it is shown. */
  readonly ask: string;
  /** What can be chosen; a number is asked for when left out. */
  readonly options?: readonly string[];
  /** What the number counts: `MiB`. */
  readonly unit?: string;
}

/** What can be predicted and measured. */
export type Answer = number | string | boolean;

/** The learner's answers of this session, by question. */
const given = new Map<
  string,
  { readonly question: Question; readonly answer: Answer | undefined }
>();

/** @param data what a page needs to ask by itself, as attributes `data-…` */
function show(
  name: string,
  text: string,
  about: string,
  data: Readonly<Record<string, string>>,
): void {
  const attributes = Object.entries(data)
    .map(([key, value]) => ` data-${key}="${escapeHtml(value)}"`)
    .join('');
  display({
    'text/html': `<div class="heaplab-predict"${attributes}><strong>${escapeHtml(name)}</strong> ${escapeHtml(about)}<br>${escapeHtml(text)}</div>`,
    'text/plain': `${name} ${about}\n${text}`,
  });
}

/**
 * Asks for a prediction and keeps it for `reveal`.
 * @param id names the prediction, for `reveal`
 * @param answer the learner's own: it is last in the cell, to be filled in
 * @throws RangeError when it is none of the options
 */
export function predict(id: string, question: Question, answer?: Answer): void {
  const { options, unit } = question;
  if (answer !== undefined && options && !options.includes(String(answer))) {
    throw new RangeError(`'${answer}' is not among the answers: ${options.join(', ')}`);
  }
  given.set(id, { question, answer });
  const how = options
    ? `Choose: ${options.map((option) => `'${option}'`).join(', ')}.`
    : `A number${unit ? ` of ${unit}` : ''}.`;
  show(
    'Predict.',
    answer === undefined
      ? `${how} Put it in the place of undefined, and run the cell again.`
      : `You say: ${said(answer, unit)}. It is kept; go on.`,
    question.ask,
    {
      ask: id,
      ...(options && { options: JSON.stringify(options) }),
      ...(unit !== undefined && { unit }),
    },
  );
}

function said(answer: Answer, unit?: string): string {
  const text = typeof answer === 'number' ? answer.toLocaleString('en') : String(answer);
  return unit ? `${text} ${unit}` : text;
}

/**
 * Shows what was measured beside what was predicted.
 * @param id what `predict` was given
 * @throws RangeError when nothing was predicted under that id
 */
export function reveal(id: string, measured: Answer): void {
  const kept = given.get(id);
  if (!kept) throw new RangeError(`there is no prediction '${id}': run the cell that asks first`);
  const { question, answer } = kept;
  const truth = said(measured, question.unit);
  show('Measured.', `${truth}. ${verdict(answer, measured, question)}`, question.ask, {
    reveal: id,
    // For a page, which knows the answer of its reader.
    measured: String(measured),
  });
}

function verdict(answer: Answer | undefined, measured: Answer, { unit }: Question): string {
  if (answer === undefined) return 'You made no prediction.';
  if (String(answer) === String(measured)) return `You said so.`;
  if (typeof answer !== 'number' || typeof measured !== 'number')
    return `You said: ${said(answer, unit)}.`;
  if (answer <= 0 || measured <= 0) return `You said ${said(answer, unit)}.`;
  const factor = answer > measured ? answer / measured : measured / answer;
  const way = answer > measured ? 'too much' : 'too little';
  return factor < 1.1
    ? `You said ${said(answer, unit)}: within a tenth.`
    : `You said ${said(answer, unit)}: ${way} by a factor of ${factor.toFixed(1)}.`;
}

/** A claim of the lesson's text does not hold in this run. */
export class ClaimFailed extends Error {
  /** The class's name, as an error's first word. */
  override readonly name = 'ClaimFailed';
}

/**
 * Proves claims of the text above: `shows({ 'claim-id': whetherItHolds })`.
 * @throws ClaimFailed with those that do not hold
 */
export function shows(claims: Readonly<Record<string, boolean>>): void {
  const failed = Object.keys(claims).filter((id) => !claims[id]);
  if (failed.length > 0) throw new ClaimFailed(`does not hold here: ${failed.join(', ')}`);
}
