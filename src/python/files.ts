import { type AddressSpace, procStatus, smapsRollup, smapsText } from '../memory';
import type { Keywords } from './native';
import type { Runtime } from './runtime';

/** An open file: text that is read line by line, or written. */
interface OpenFile {
  readonly name: string;
  readonly mode: string;
  text: string;
  at: number;
  closed: boolean;
  readonly write: ((text: string) => void) | null;
}

/** Files by the word of their object. */
const files = new WeakMap<Runtime, Map<number, OpenFile>>();

function stateOf(rt: Runtime, op: number): OpenFile {
  const file = files.get(rt)?.get(op);
  if (!file) return rt.valueError('I/O operation on closed file.');
  return file;
}

/** What the kernel would show under `/proc/self`. */
function procFile(rt: Runtime, path: string): string | undefined {
  const match = /^\/proc\/(?:self|(\d+))\/(status|smaps_rollup|smaps|statm)$/.exec(path);
  if (!match) return undefined;
  const pid = rt.system.pid();
  const of = match[1] === undefined ? pid : Number(match[1]);
  return rt.system.ask(() => {
    const memory = of === pid ? rt.process.memory : rt.system.memoryOf(of);
    return memory && procText(memory, of, match[2]!);
  });
}

function procText(memory: AddressSpace, pid: number, file: string): string {
  if (file === 'status') {
    const status = procStatus(memory);
    const kb = (bytes: number): string => `${String(Math.round(bytes / 1024)).padStart(8)} kB`;
    return [
      'Name:\tpython3',
      'State:\tR (running)',
      `Pid:\t${pid}`,
      ...Object.entries(status).map(([key, value]) => `${key}:\t${kb(value as number)}`),
      'Threads:\t1',
      '',
    ].join('\n');
  }
  if (file === 'smaps') return smapsText(memory);
  const { rss, pss, sharedDirty, privateDirty } = smapsRollup(memory);
  if (file === 'statm') {
    const pages = rss / 4096;
    return `${pages} ${pages} 0 0 0 0 0\n`;
  }
  const rows: readonly [string, number][] = [
    ['Rss', rss],
    ['Pss', pss],
    ['Pss_Dirty', privateDirty + sharedDirty / 2],
    ['Shared_Clean', 0],
    ['Shared_Dirty', sharedDirty],
    ['Private_Clean', 0],
    ['Private_Dirty', privateDirty],
    ['Referenced', rss],
    ['Anonymous', sharedDirty + privateDirty],
    // Huge pages, swapping and pages that are merged or locked: none here.
    ...['KSM', 'LazyFree', 'AnonHugePages', 'ShmemPmdMapped', 'FilePmdMapped', 'Shared_Hugetlb']
      .concat('Private_Hugetlb', 'Swap', 'SwapPss', 'Locked')
      .map((name): [string, number] => [name, 0]),
  ];
  const lines = rows.map(
    ([key, bytes]) => `${`${key}:`.padEnd(16)}${String(Math.round(bytes / 1024)).padStart(8)} kB`,
  );
  return `00400000-7fffffffffff ---p 00000000 00:00 0                              [rollup]\n${lines.join('\n')}\n`;
}

/** The type of file objects. */
const types = new WeakMap<Runtime, number>();

function fileType(rt: Runtime): number {
  let type = types.get(rt);
  if (type !== undefined) return type;
  const { py } = rt;
  type = py.type('heaplab.native');
  types.set(rt, type);
  files.set(rt, new Map());
  const on = (name: string, min: number, max: number, call: (args: number[]) => number): void =>
    rt.method(type!, name, min, max, call);
  const line = (file: OpenFile): string => {
    const end = file.text.indexOf('\n', file.at);
    const stop = end < 0 ? file.text.length : end + 1;
    const text = file.text.slice(file.at, stop);
    file.at = stop;
    return text;
  };
  const open = (op: number): OpenFile => {
    const file = stateOf(rt, op);
    if (file.closed) rt.valueError('I/O operation on closed file.');
    return file;
  };
  on('read', 0, 1, ([op, size]) => {
    const file = open(op!);
    const count = size === undefined || size === py.none ? -1 : rt.number(size);
    const stop = count < 0 ? file.text.length : Math.min(file.text.length, file.at + count);
    const text = file.text.slice(file.at, stop);
    file.at = stop;
    return rt.str(text);
  });
  on('readline', 0, 0, ([op]) => rt.str(line(open(op!))));
  on('readlines', 0, 0, ([op]) => rt.list(rt.collect(op!)));
  on('write', 1, 1, ([op, text]) => {
    const file = open(op!);
    if (!rt.isStr(text!)) rt.typeError(`write() argument must be str, not ${rt.typeName(text!)}`);
    if (!file.write) rt.raise_('OSError', 'not writable');
    file.write!(rt.text(text!));
    return rt.int(rt.lengthOf(text!));
  });
  on('flush', 0, 0, () => {
    rt.flush();
    return rt.N();
  });
  on('close', 0, 0, ([op]) => {
    stateOf(rt, op!).closed = true;
    return rt.N();
  });
  on('isatty', 0, 0, () => rt.bool(false));
  on('fileno', 0, 0, ([op]) =>
    rt.int({ '<stdin>': 0, '<stdout>': 1, '<stderr>': 2 }[stateOf(rt, op!).name] ?? 3),
  );
  on('__enter__', 0, 0, ([op]) => rt.I(op!));
  on('__exit__', 0, -1, ([op]) => {
    stateOf(rt, op!).closed = true;
    return rt.N();
  });
  on('__iter__', 0, 0, ([op]) => rt.I(op!));
  on('__next__', 0, 0, ([op]) => rt.nextOrStop(op!));
  rt.nexts[py.specOf(type)] = (op) => {
    const text = line(open(op));
    return text === '' ? 0 : rt.str(text);
  };
  rt.getset(type, 'name', (op) => rt.str(stateOf(rt, op).name));
  rt.getset(type, 'mode', (op) => rt.str(stateOf(rt, op).mode));
  rt.getset(type, 'closed', (op) => rt.bool(stateOf(rt, op).closed));
  rt.getset(type, 'encoding', () => rt.str('utf-8'));
  return type;
}

/** A file object. */
export function newFile(
  rt: Runtime,
  name: string,
  mode: string,
  text: string,
  write: OpenFile['write'],
): number {
  const type = fileType(rt);
  const op = rt.py.newObject(type, rt.py.structs.get('simulated').size);
  rt.py.i32.fill(0, op + 4, op + 6);
  files.get(rt)!.set(op, { name, mode, text, at: 0, closed: false, write });
  return op;
}

/** `open(path, mode)`: files of the host are read, those of `/proc/self` computed. */
export function openFile(rt: Runtime, args: readonly number[], keywords?: Keywords): number {
  const [pathWord, modeWord = keywords?.find(([key]) => key === 'mode')?.[1]] = args;
  if (!rt.isStr(pathWord!)) rt.typeError('the simulator opens files by their path only');
  const path = rt.text(pathWord!);
  const mode = modeWord === undefined ? 'r' : rt.text(modeWord);
  if (!/^r[bt]?$/.test(mode)) {
    rt.raise_('PermissionError', `the simulator does not write files: '${path}'`);
  }
  const text = procFile(rt, path) ?? rt.host.readFile(path);
  if (text === undefined) {
    rt.throw_(
      rt.newException('FileNotFoundError', [
        rt.int(2),
        rt.str('No such file or directory'),
        rt.str(path),
      ]),
    );
  }
  return newFile(rt, path, mode, text, null);
}
