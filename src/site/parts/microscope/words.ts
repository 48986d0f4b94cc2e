import type { RecordedStep, RunEnd, StepFact } from '../../../recording';

/*
 * What is said of a step: one sentence or two, the number first.
 */

/** A piece of a sentence; what matters is strong. */
export interface Piece {
  readonly text: string;
  readonly strong?: boolean;
}

/** A number with a no-break space between its thousands. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US').replaceAll(',', '\u00a0');
}

export function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  const of = (unit: number): string => String(Number((size / unit).toPrecision(3)));
  if (size < 1024) return `${size}\u00a0B`;
  return size < 2 ** 20 ? `${of(1024)}\u00a0KiB` : `${of(2 ** 20)}\u00a0MiB`;
}

/** The same in a sentence. */
function inWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : bytesText(bytes);
}

/** A difference with its sign; empty for none. */
export function signed(value: number, text: (value: number) => string): string {
  return value === 0 ? '' : `${value > 0 ? '+' : '−'}${text(Math.abs(value))}`;
}

/** Few as a number, many as thousands: `+200k`. */
export function shortCount(count: number): string {
  if (count < 10_000) return grouped(count);
  return count < 10_000_000 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 1e6)}M`;
}

const plural = (count: number, word: string): string =>
  `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;
const be = (count: number): string => (count === 1 ? 'is' : 'are');
const go = (count: number): string => (count === 1 ? 'goes' : 'go');

/** A sentence with what is between stars strong. */
function sentence(text: string): Piece[] {
  return text
    .split('*')
    .map((part, i) => ({ text: part, strong: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

const type = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The objects of a free list, by its name. */
const listed = (list: string): string => list.replace(/\d+$/, '').replace('dictKeys', 'dict table');

function factSentence(fact: StepFact, step: RecordedStep): string | undefined {
  switch (fact.kind) {
    case 'arenas-returned':
      return `*${plural(step.freed, 'block')}* ${be(step.freed)} freed. *${plural(fact.count, 'arena')} ${go(fact.count)} back* to the system.`;
    case 'arenas-pinned':
      return `*${plural(fact.freed, 'block')}* are freed. Yet no arena goes back: in each, *at least one object survives*.`;
    case 'collected':
      if (fact.found === 0) return 'The collector runs. It finds *nothing to free*.';
      return `The collector finds *${plural(fact.found, 'object')}* that no name reaches, and frees ${fact.freed === fact.found ? 'them' : grouped(fact.freed)}.`;
    case 'arenas-obtained':
      return `*${plural(step.allocated, 'block')}* ${be(step.allocated)} allocated. pymalloc asks the system for *${plural(fact.count, 'arena')}*.`;
    case 'container-grew':
      return `The ${type(fact.type)} has outgrown its ${fact.part === 'ob_item' ? 'array' : 'table'}. ${fact.moved ? `It moves to *a larger block, of ${inWords(fact.to)}*` : `It gets *${inWords(fact.to)}* in place`}, with room to grow.`;
    case 'unreachable':
      return fact.count === 1
        ? '*One object* refers to itself, and no name reaches it. It *waits for the collector*.'
        : `*${plural(fact.count, 'object')}* hold one another, and no name reaches them. They *wait for the collector*.`;
    case 'unmapped':
      return `*${inWords(fact.bytes)}* go straight back to the system: a block this large has a mapping of its own.`;
    case 'mapped':
      return `*${inWords(fact.bytes)}* come straight from the system: such a block is too large for pymalloc.`;
    case 'kept':
      return `A dead ${listed(fact.list)} goes *to a free list*, not back to pymalloc. The next one takes it from there.`;
    case 'reused':
      return `A new ${listed(fact.list)} comes *from a free list*. No block is asked for it.`;
  }
}

/** What matters most comes first. */
const ORDER: readonly StepFact['kind'][] = [
  'collected',
  'arenas-returned',
  'arenas-pinned',
  'arenas-obtained',
  'container-grew',
  'unreachable',
  'unmapped',
  'mapped',
  'reused',
  'kept',
];

/** Blocks below which a step is quiet. */
const QUIET = 3;

/** What is said of a step. */
export function narration(step: RecordedStep, facts: readonly StepFact[]): Piece[] {
  if (step.line === 0) return sentence('The process has started. *No line has run yet.*');
  const { allocated, freed } = step;
  // Free lists are worth a sentence where little else happens.
  const isQuiet = allocated + freed < QUIET;
  const ordered = facts
    .filter(({ kind }) => isQuiet || (kind !== 'kept' && kind !== 'reused'))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const said = ordered[0] && factSentence(ordered[0], step);
  if (said) return sentence(said);
  if (allocated > 0 && freed > 0)
    return sentence(
      `*${plural(allocated, 'block')}* ${be(allocated)} allocated, and *${grouped(freed)}* freed.`,
    );
  if (allocated > 0) return sentence(`*${plural(allocated, 'block')}* ${be(allocated)} allocated.`);
  if (freed > 0) return sentence(`*${plural(freed, 'block')}* ${be(freed)} freed.`);
  return sentence('No block comes or goes. Only *names and references* change.');
}

/** How a run ended, where that is worth saying. */
export function endText(end: RunEnd, every: number): string {
  const sampled =
    every > 1 ? `The program runs long, so that each step is ${every} of its lines. ` : '';
  if (end.kind === 'failed') return `${sampled}The program ends with an exception.`;
  if (end.kind === 'finished') return sampled;
  const unit = end.limit === 'bytes' ? bytesText(end.value) : `${grouped(end.value)} ${end.limit}`;
  return `${sampled}The recording stops at ${unit}. What ran until then is here.`;
}
