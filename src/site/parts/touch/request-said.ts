import type { RequestAnswer, RequestBlock, RequestState } from '../../../charts/touch/request';
import { counted, spaced } from '../numbers';

/* What each layer did for the last move of the figure of requests, in words. */

/** A layer from top to bottom: its name, what it is for, what it did. */
export interface LayerSaid {
  readonly name: 'pymalloc' | 'malloc' | 'kernel';
  readonly is: string;
  readonly did: string;
  /** It gave the memory, it was asked on the way, or nobody asked it. */
  readonly part: 'answers' | 'asked' | 'quiet';
}

const callsOf = ({ calls }: RequestAnswer): number => calls.mmap + calls.munmap + calls.brk;

function pymallocSaid({ freed, steps, count }: RequestAnswer, block: RequestBlock): string {
  if (freed) return 'takes its blocks back into their pools';
  const own = steps['free block'] + steps['new pool'] + steps['new arena'];
  if (own === 0) return block.bytes === 0 ? 'passes on: nothing to give' : 'passes on: too large';
  if (count > 1)
    return [
      `${spaced(steps['free block'])} times from a pool in use`,
      ...(steps['new pool'] > 0 ? [counted(steps['new pool'], 'new pool')] : []),
      ...(steps['new arena'] > 0 ? [counted(steps['new arena'], 'new arena')] : []),
    ].join(', ');
  const what = `a block of ${spaced(block.takes)} bytes`;
  if (steps['new arena'] > 0) return `needs a new arena, then gives ${what}`;
  return steps['new pool'] > 0 ? `${what}, from a new pool` : `${what}, from a pool in use`;
}

function mallocSaid({ freed, steps, count, calls }: RequestAnswer, block: RequestBlock): string {
  if (freed) return 'takes back what is in its heap; mappings go to the kernel';
  if (steps.mapping + steps.heap === 0) return 'is not asked';
  if (count > 1)
    return [
      ...(steps.heap > 0 ? [`${spaced(steps.heap)} times from its heap`] : []),
      ...(steps.mapping > 0 ? [`${spaced(steps.mapping)} times a mapping of its own`] : []),
    ].join(', ');
  const what = `${spaced(block.takes)} bytes`;
  if (steps.mapping > 0) return `asks for a mapping: ${what}`;
  return calls.brk > 0 ? `makes its heap longer, and cuts off ${what}` : `${what}, from its heap`;
}

function kernelSaid(answer: RequestAnswer): string {
  const { calls } = answer;
  const made = (['mmap', 'brk', 'munmap'] as const).filter((name) => calls[name] > 0);
  return made.length === 0
    ? 'is not asked'
    : made.map((name) => counted(calls[name], `call of ${name}`, `calls of ${name}`)).join(', ');
}

/** What the layers did for the last move. */
export function saidBy({ blocks, answer }: RequestState): readonly LayerSaid[] {
  const last = blocks.at(-1);
  const own =
    answer && answer.steps['free block'] + answer.steps['new pool'] + answer.steps['new arena'];
  const served = answer && answer.steps.heap + answer.steps.mapping;
  const part = (answers: boolean, asked: boolean): LayerSaid['part'] =>
    answers ? 'answers' : asked ? 'asked' : 'quiet';
  const nothing = !answer || !last || answer.count === 0;
  return [
    {
      name: 'pymalloc',
      is: 'small blocks, in pools',
      did: nothing ? 'waits' : pymallocSaid(answer, last),
      part: part(!nothing && own! > 0, !nothing),
    },
    {
      name: 'malloc',
      is: 'the C library: all the rest',
      did: nothing ? 'waits' : mallocSaid(answer, last),
      part: part(!nothing && served! > 0, !nothing && answer.freed),
    },
    {
      name: 'kernel',
      is: 'pages, by system calls',
      did: nothing ? 'waits' : kernelSaid(answer),
      part: part(false, !nothing && callsOf(answer) > 0),
    },
  ];
}

/** The last move in one sentence. */
export function toldOfRequest(state: RequestState): string {
  const { answer, blocks } = state;
  const last = blocks.at(-1);
  if (!answer || !last) return 'Ask for some bytes.';
  const calls = callsOf(answer);
  const asked =
    calls === 0 ? 'The kernel was not asked.' : `It took ${counted(calls, 'system call')}.`;
  if (answer.freed)
    return answer.count === 0
      ? 'There is nothing to give back.'
      : `${counted(answer.count, 'block')} given back. ${calls === 0 ? 'Nothing of it went to the kernel.' : asked}`;
  const { steps } = answer;
  const who =
    steps.mapping > 0 && steps.heap > 0
      ? 'the C library answers, from its heap and by mappings'
      : steps.mapping > 0
        ? 'the C library answers, by a mapping of its own'
        : steps.heap > 0
          ? 'the C library answers, from its heap'
          : 'pymalloc answers';
  return `${counted(answer.count, 'request')} for ${spaced(last.bytes)} bytes: ${who}. ${asked}`;
}
