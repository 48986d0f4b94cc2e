import type { Question } from '../../src/quiz/bank';
import type { Misconception } from '../../src/quiz/misconceptions';
import { bare, blockOf } from '../../src/quiz/pymalloc';
import { run } from '../../src/quiz/template';
import { CPYTHON_VERSIONS, versionOf } from '../../src/versions';

/*
 * What each misconception may explain, worked out here a second time from what a question shows: its
 * words and its program. Where no number can be worked out, the program has to have what the
 * misconception is about.
 */

export interface Explained {
  readonly question: Question;
  readonly version: string;
  /** The wrong choice. */
  readonly text: string;
}

type Check = (explained: Explained) => boolean;

/** The numbers that a question asks about. */
const numbers = ({ question }: Explained): number[] =>
  [...question.ask.replace(/,(?=\d{3})/g, '').matchAll(/\d+/g)].map(([n]) => Number(n));
const first = (explained: Explained): number => numbers(explained)[0]!;
const code = ({ question }: Explained): string => question.code ?? '';
const is = (explained: Explained, template: RegExp): boolean =>
  template.test(explained.question.id.split('@')[0]!);
const said = ({ text }: Explained): number => Number(text);
const pymalloc = ({ version }: Explained) => versionOf(version).pymalloc;

/** The size of a block as a belief has it; or what is lost in it, where that is asked for. */
const block =
  (of: (request: number) => number): Check =>
  (e) =>
    is(e, /^pymalloc-(block|exact|next-address|waste)$/) &&
    said(e) === of(first(e)) - (is(e, /waste/) ? first(e) : 0);

const inCode =
  (pattern: RegExp): Check =>
  (e) =>
    pattern.test(code(e));
const inAsk =
  (pattern: RegExp): Check =>
  (e) =>
    pattern.test(e.question.ask);
const both =
  (...checks: Check[]): Check =>
  (e) =>
    checks.every((check) => check(e));
const either =
  (...checks: Check[]): Check =>
  (e) =>
    checks.some((check) => check(e));
const says =
  (text: string): Check =>
  (e) =>
    e.text === text;

/** What the program prints when a part of it is another. */
const prints =
  (from: RegExp, to: string): Check =>
  (e) =>
    from.test(code(e)) && run(code(e).replace(from, to), e.version) === e.text;

const references = (e: Explained): number => Number(e.question.answer) - 1;
const isCount = inCode(/getrefcount/);
const isSize = inCode(/getsizeof/);
const container = inCode(/x = (\[|\(|\{|set|frozenset|list|dict)|append|__slots__/);
const size = (e: Explained): number => Number(e.question.answer);
const multiplied = (e: Explained): number => Number(/\* (\d+)$/m.exec(code(e))?.[1]);
const perPoolWithoutHeader = (e: Explained, bytes: number): number =>
  Math.floor(pymalloc(e).poolSize / bytes);

export const CHECKS: Readonly<Record<Misconception, Check>> = {
  'eight-byte-steps': either(
    block((n) => blockOf('textbook', n)),
    both(inAsk(/size classes/), (e) => said(e) === bare('textbook').sizeClasses().length),
    both(inAsk(/C library/), (e) => said(e) % 8 === 0 && said(e) - first(e) - 8 < 8),
    both(inAsk(/floats/), (e) => said(e) === Math.ceil((first(e) * 24) / 4096)),
  ),
  'no-rounding': either(
    block((n) => n),
    both(inAsk(/size classes/), says('512')),
    both(inAsk(/C library/), (e) => said(e) === first(e) + 8),
  ),
  'powers-of-two': either(
    block((n) => [16, 32, 64, 128, 256, 512].find((power) => power >= n)!),
    both(inAsk(/size classes/), says('6')),
  ),
  'chunk-for-block': block((n) => {
    const p = bare('3.12');
    // A chunk of the C library, from one to the next.
    return -p.PyMem_RawMalloc(n) + p.PyMem_RawMalloc(n);
  }),
  'one-class-more': block((n) => (n % 16 === 0 ? n + 16 : Number.NaN)),
  'no-pool-header': either(
    both(inAsk(/fit in a pool/), (e) => said(e) === perPoolWithoutHeader(e, first(e))),
    both(inAsk(/How many pools/), (e) => {
      const [count, bytes] = numbers(e);
      return said(e) === Math.ceil(count! / (pymalloc(e).poolSize / bytes!));
    }),
  ),
  'arena-for-pool': both(
    inAsk(/pool/),
    (e) => said(e) === Math.floor(pymalloc(e).arenaSize / (first(e) || 1)),
  ),
  'pool-for-arena': both(inAsk(/an arena/), (e) => said(e) === pymalloc(e).poolSize / 1024),
  'threshold-for-pool': both(inAsk(/bytes has a pool/), says('512')),
  'last-pool-in-part': both(inAsk(/in part/), (e) => said(e) === Number(e.question.answer) - 1),
  'no-chunk-header': both(inAsk(/C library/), (e) => said(e) % 16 === 0 && said(e) - first(e) < 16),
  'malloc-for-all': both(inAsk(/Who serves/), says('malloc'), (e) => first(e) <= 512),
  'pymalloc-for-all': both(inAsk(/Who serves/), says('pymalloc'), (e) => first(e) > 512),
  'limit-excluded': both(inAsk(/request of 512 bytes/), says('malloc')),
  'kernel-each-time': both(inAsk(/Who serves/), says('the kernel')),
  'free-list-for-requests': both(inAsk(/Who serves/), says('a free list')),
  'arenas-in-the-heap': both(inAsk(/arenas on Linux/), says('brk')),
  'mapped-is-resident': either(
    both(inAsk(/writes to none/), (e) => said(e) === first(e)),
    both(inAsk(/RSS/), says('memory that is mapped, but not touched')),
  ),
  'first-in-first-out': (e) => e.question.ask.includes(`freed in the order ${e.text}.`),
  'lowest-first': both(inAsk(/come back/), says('a, b, c')),
  'no-capacity': both(inAsk(/frees \d+ floats/), (e) => said(e) === first(e)),
  'nothing-is-kept': both(inAsk(/frees \d+ floats/), says('0')),
  'one-capacity': both(inAsk(/does the (free )?list keep/), (e) =>
    bare(e.version)
      .freeLists()
      .some(({ name, capacity }) => /float|list/.test(name) && capacity === said(e)),
  ),
  'ints-have-a-list': both(says('yes'), (e) => /free list of ints/.test(e.question.ask)),
  'end-excluded': (e) => said(e) === Number(e.question.answer) - 1,
  'freed-goes-back': both(inAsk(/How many arenas/), (e) => {
    const [all, bytes, every] = numbers(e);
    const survivors = Math.ceil((all! / every!) * Math.ceil(bytes! / 16) * 16);
    return said(e) === Math.ceil(survivors / pymalloc(e).arenaSize);
  }),
  'arena-each': both(
    inAsk(/How many arenas/),
    (e) => said(e) === Math.ceil(numbers(e)[0]! / numbers(e)[2]!),
  ),
  'freed-stays': both(inAsk(/all are freed/), (e) => {
    const arenas = Math.ceil((first(e) * 64) / pymalloc(e).arenaSize);
    return said(e) - arenas >= 0 && said(e) - arenas <= 1;
  }),
  'classes-mix': (e) => {
    const [freed, asked] = numbers(e);
    return e.text === (asked! <= freed! ? 'yes' : 'yes, two blocks together');
  },
  'collector-compacts': both(inAsk(/free blocks/), says('after a collection')),
  'rss-is-alive': both(inAsk(/RSS/), says('a leak of Python objects')),
  'garbage-is-untraced': both(inAsk(/tracemalloc says/), says('garbage in cycles')),
  'forgotten-temporary': both(isCount, (e) => said(e) === references(e)),
  'temporary-twice': both(isCount, (e) => said(e) === references(e) + 2),
  'names-only': either(
    both(isCount, inCode(/box|\w = \{|t = |\.a = |append|\[x\]|a=x|outer/), says('2')),
    both(inAsk(/Which line keeps/), inCode(/big = Big\(\) +# A/), says('A')),
  ),
  'container-once': both(isCount, inCode(/\] \* \d|,\) \* \d|\{'a': x, 'b': x\}/), says('3')),
  'del-keeps': both(isCount, inCode(/^del y$/m), (e) => said(e) === references(e) + 2),
  'rebinding-keeps': either(
    both(isCount, inCode(/^y = None$/m), (e) => said(e) === references(e) + 2),
    both(inCode(/^a = Noisy\('b'\)$/m), says('x b a')),
  ),
  'clear-keeps': both(inCode(/\.clear\(\)/), (e) => said(e) === multipliedBox(e) + 2),
  'copies-are-deep': both(isCount, inCode(/a\[:\]/), says('3')),
  'swap-shares': both(isCount, inCode(/x, y = y, x/), says('3')),
  'defaults-at-call': both(isCount, inCode(/def f\(a=x, b=x\)/), says('2')),
  'call-forgets': both(isCount, inCode(/return inner/), says('2')),
  'deletes-object': both(inCode(/^del /m), (e) =>
    is(e, /gc-bug/) ? new RegExp(`^del .*# ${e.text}$`, 'm').test(code(e)) : e.text === 'a x',
  ),
  'dies-later': either(
    both(inAsk(/order are these words/), (e) => /^[xy ]*[abc ]+$/.test(e.text)),
    both(inAsk(/Which line keeps/), says('none of them')),
    prints(/^del x\n/m, ''),
  ),
  'first-to-last': both(inCode(/items = \[.*'a'.*'b'.*'c'/), says('a b c')),
  'held-dies-first': both(inCode(/a\.held = /), says('b a x')),
  'held-survives': both(inCode(/a\.held = /), says('a x b')),
  'counting-frees-cycles': either(
    both(inCode(/print\(gc\.collect\(\)\)/), says('0')),
    both(inCode(/c\.me = c/), says('True True')),
  ),
  'counts-cycles': both(inCode(/gc\.collect\(\)\)/), inCode(/append|\['b'\] = b/), says('1')),
  'counts-the-dead': both(inCode(/del ring/), (e) => said(e) === Number(e.question.answer) + 1),
  'chains-wait': both(
    inCode(/a = \[a\]/),
    (e) => said(e) === Number(/range\((\d+)\)/.exec(code(e))![1]) + 1,
  ),
  'cycle-members-only': both(inCode(/a\.append\(a\)\na\.append\(b\)/), says('1')),
  'atoms-tracked': either(
    both(inCode(/a\['b'\] = b\nb\['a'\] = a/), says('4')),
    both(inCode(/is_tracked/), says('True True')),
  ),
  'tracked-by-content': both(
    inCode(/is_tracked\((\[\]|\[1\]|set\(\)|\{1: \[\]\})\)/),
    says('False False'),
  ),
  'collects-reachable': either(
    both(inCode(/^del a$/m), inCode(/a\.append\(b\)\nb\.append\(a\)/), says('2')),
    both(inCode(/^x = \[\[\]\]$/m), says('False False False')),
  ),
  'second-threshold': both(inAsk(/first threshold/), says('10')),
  'not-subtracted': both(
    inAsk(/gc_refs of the first/),
    (e) => said(e) === Number(e.question.answer) + 1,
  ),
  'all-subtracted': both(inAsk(/(one name holds|two names hold) the first/), says('0')),
  'stays-young': both(inCode(/gc\.collect\(0\)/), says('True False False')),
  'straight-to-oldest': both(inCode(/gc\.collect\(0\)/), says('False False True')),
  'finalizer-each-time': both(inCode(/__del__/), inCode(/saved\.clear\(\)/), says('1 1')),
  'no-resurrection': both(inCode(/__del__[\s\S]*saved\.append\(self\)/), says('0 0')),
  'weakref-holds': both(inCode(/weakref\.ref\(c\)/), says('False False')),
  'freeze-is-generation-2': either(
    both(inCode(/gc\.freeze\(\)/), says('True True')),
    both(inAsk(/gc\.freeze\(\)/), says('most of it')),
  ),
  'freeze-does-nothing': prints(/gc\.freeze\(\)\n/, ''),
  'no-gc-header': both(isSize, container, (e) => said(e) === size(e) - 16),
  'gc-header-for-all': both(
    isSize,
    (e) => !container(e),
    (e) => said(e) === size(e) + 16,
  ),
  'rounds-size': both(
    isSize,
    (e) => said(e) % 16 === 0,
    (e) => said(e) > size(e) && said(e) < size(e) + 16,
  ),
  'counts-elements': both(isSize, container, (e) => said(e) >= size(e) + 16),
  'data-only': both(isSize, (e) => said(e) < size(e)),
  'no-reserve': both(
    isSize,
    inCode(/append|for i in/),
    (e) => said(e) === 56 + 8 * Number(/range\((\d+)\)/.exec(code(e))![1]),
  ),
  'always-reserve': both(
    isSize,
    inCode(/x = (\[[\d, ]+\]|list\(\(|\[None\] \* )/),
    (e) => said(e) > size(e),
  ),
  'eight-byte-digits': both(
    inCode(/x = 2 \*\* \d+/),
    (e) => (said(e) - 24) * 8 > multiplied(e) && (said(e) - 32) * 8 <= multiplied(e),
  ),
  'utf-8': both(inCode(/'[é€]' \*/), (e) => {
    const bytes = Buffer.byteLength(code(e).includes('é') ? 'é' : '€');
    return said(e) === latinSize(e.version) + bytes * multiplied(e);
  }),
  'one-byte-each': both(inCode(/'€' \*/), (e) => said(e) === latinSize(e.version) + multiplied(e)),
  'four-bytes-each': both(
    inCode(/'€' \*/),
    (e) => said(e) === latinSize(e.version) + 3 + 4 * multiplied(e),
  ),
  'range-holds-all': both(
    inCode(/x = range\(/),
    (e) => said(e) === 56 + 8 * Number(/range\((\d+)\)/.exec(code(e))![1]),
  ),
  'slots-have-a-dict': both(inCode(/__slots__/), (e) => said(e) > size(e) + 16),
  'content-only': both(inCode(/bytes\(100\) for _/), (e) => {
    const [, m, n] = /bytes\((\d+) \* (\d+)\)/.exec(code(e))!.map(Number);
    return e.text === (m! * n! === 100 * n! ? 'both the same' : 'B');
  }),
  'list-only': both(inCode(/bytes\(100\) for _/), says('B')),
  'counts-blocks': both(inCode(/bytes\(100\) for _/), says('A')),
  'eight-bytes-each': either(
    both(inCode(/b'x' \*/), (e) => said(e) === 33 + 8 * multiplied(e)),
    both(inCode(/x = bytes\(/), (e) => said(e) === 8 * Number(e.question.answer)),
  ),
  'large-is-untraced': both(inCode(/x = bytes\(\d{4,}\)/), says('0')),
  'peak-falls': both(inCode(/^del x$/m), inCode(/peak/), says('False False')),
  'traces-the-past': both(inCode(/x = bytes\(\d+\)\ntracemalloc\.start/), says('True False')),
  'bytes-are-pages': both(inAsk(/pages/), (e) => said(e) === Math.ceil((8 * first(e)) / 4096)),
  'page-each': both(inAsk(/pages/), (e) => said(e) === first(e)),
  'reading-is-free': either(
    both(inAsk(/pages/), says('0')),
    both(inAsk(/runs a full collection/), says('next to nothing')),
  ),
  'freezes-the-future': (e) => /freeze.*load/.test(e.text),
  'freezes-in-the-child': (e) => /fork.*freeze/.test(e.text),
  'loads-first': (e) => /load.*disable/.test(e.text),
  'other-version': (e) =>
    code(e) !== ''
      ? CPYTHON_VERSIONS.some((other) => run(code(e), other) === e.text)
      : e.text !== e.question.answer,
};

function multipliedBox(e: Explained): number {
  return Number(/\[x\] \* (\d+)/.exec(code(e))?.[1]);
}

/** `sys.getsizeof('éé')` without its two characters. */
function latinSize(version: string): number {
  return Number(run("import sys\nprint(sys.getsizeof('é' * 2) - 2)", version));
}
