import { Ob } from '../../objects/structs';
import { isBuffer } from '../objects/buffer';
import { anyBytes } from '../objects/bytes-like';
import { asInt, asNumber } from '../objects/index-numbers';
import { collect, forEach } from '../objects/iter';
import { lengthOf } from '../objects/length';
import { procFile } from '../os/proc-files';
import { decode, latin1, latin1Bytes } from '../runtime/codecs';
import { defineGetSet, methodDefiner, slotsOf } from '../runtime/define';
import {
  asText,
  newException,
  raiseError,
  throwException,
  typeError,
  valueError,
} from '../runtime/errors';
import { newNone, newRef, own, release } from '../runtime/refs';
import type { Runtime } from '../runtime/runtime';
import { flushStdout } from '../runtime/stdout';
import { isStr, typeName } from '../runtime/type-checks';
import { newBool, newBytes, newInt, newList, newStr } from '../runtime/values';

/** What a file holds: text, or one character for each byte. */
interface Content {
  text: string;
  readonly binary: boolean;
}

/** An open file, which is read line by line, or written. */
interface OpenFile {
  readonly name: string;
  readonly mode: string;
  readonly content: Content;
  at: number;
  closed: boolean;
  /** Where the text goes instead: of standard output. */
  readonly sink: ((text: string, word: number) => void) | null;
}

/** The files of a process. */
interface Files {
  readonly type: number;
  /** Open ones, by the word of their object. */
  readonly open: Map<number, OpenFile>;
  /** What the program wrote, by path. It stays in here: the host's files are not changed. */
  readonly written: Map<string, Content>;
}

/** The file that keeps nothing. */
const NULL_DEVICE = '/dev/null';

const known = new WeakMap<Runtime, Files>();

function filesOf(rt: Runtime): Files {
  let files = known.get(rt);
  if (!files) {
    files = { type: rt.py.type('heaplab.native'), open: new Map(), written: new Map() };
    known.set(rt, files);
    installFileType(rt, files.type);
  }
  return files;
}

function stateOf(rt: Runtime, op: number): OpenFile {
  return filesOf(rt).open.get(op) ?? valueError(rt, 'I/O operation on closed file.');
}

function textOf(rt: Runtime, { text, binary }: Content): string {
  return binary ? decode(rt, latin1Bytes(text), 'utf-8') : text;
}

function bytesOf({ text, binary }: Content): string {
  return binary ? text : latin1(new TextEncoder().encode(text));
}

/** A part of what a file holds, as an object. */
function piece(rt: Runtime, { content }: OpenFile, text: string): number {
  return content.binary ? newBytes(rt, latin1Bytes(text)) : newStr(rt, text);
}

function nextLine(file: OpenFile): string {
  const { text } = file.content;
  const end = text.indexOf('\n', file.at);
  const stop = end < 0 ? text.length : end + 1;
  const line = text.slice(file.at, stop);
  file.at = stop;
  return line;
}

/** Where a file is, in bytes. */
function tell({ content, at }: OpenFile): number {
  return content.binary ? at : bytesOf({ text: content.text.slice(0, at), binary: false }).length;
}

function seek(rt: Runtime, file: OpenFile, bytes: number): void {
  const { content } = file;
  const before = { text: bytesOf(content).slice(0, bytes), binary: true };
  file.at = content.binary ? bytes : textOf(rt, before).length;
}

function write(rt: Runtime, file: OpenFile, word: number): number {
  const { content, mode, sink, name } = file;
  if ((!sink || name === NULL_DEVICE) && !/[wax+]/.test(mode))
    raiseError(rt, 'OSError', 'not writable');
  let text: string;
  if (content.binary && !isBuffer(rt, word))
    return typeError(rt, `a bytes-like object is required, not '${typeName(rt, word)}'`);
  if (content.binary) text = latin1(Uint8Array.from(anyBytes(rt, word)));
  else if (isStr(rt, word)) text = asText(rt, word);
  else return typeError(rt, `write() argument must be str, not ${typeName(rt, word)}`);
  if (sink) sink(text, word);
  else {
    const at = mode.includes('a') ? content.text.length : file.at;
    content.text = content.text.slice(0, at) + text + content.text.slice(at + text.length);
    file.at = at + text.length;
  }
  return newInt(rt, content.binary ? text.length : lengthOf(rt, word));
}

function installFileType(rt: Runtime, type: number): void {
  const { py } = rt;
  const on = methodDefiner(rt, type);
  const open = (op: number | undefined, what = 'I/O operation on'): OpenFile => {
    const file = stateOf(rt, op!);
    if (file.closed)
      valueError(rt, file.content.binary ? `${what} closed file` : 'I/O operation on closed file.');
    return file;
  };
  const close = (op: number | undefined): void => {
    stateOf(rt, op!).closed = true;
  };
  on('read', 0, 1, ([op, size]) => {
    const file = open(op);
    const { text } = file.content;
    const count = size === undefined || size === py.none ? -1 : asNumber(rt, size);
    const stop = count < 0 ? text.length : Math.min(text.length, file.at + count);
    const part = text.slice(file.at, stop);
    file.at = stop;
    return piece(rt, file, part);
  });
  on('readline', 0, 0, ([op]) => piece(rt, open(op), nextLine(open(op))));
  on('readlines', 0, 0, ([op]) => newList(rt, collect(rt, op!)));
  on('write', 1, 1, ([op, text]) => write(rt, open(op, 'write to'), text!));
  on('writelines', 1, 1, ([op, lines]) => {
    forEach(rt, lines!, (line) => {
      py.decref(write(rt, open(op), own(rt, line)));
      release(rt, line);
    });
    return newNone(rt);
  });
  on('seek', 1, 2, ([op, offset, whence]) => {
    const file = open(op);
    const from = whence === undefined ? 0 : asInt(rt, whence);
    const start = from === 0 ? 0 : from === 1 ? tell(file) : bytesOf(file.content).length;
    seek(rt, file, Math.max(0, start + asNumber(rt, offset!)));
    return newInt(rt, tell(file));
  });
  on('tell', 0, 0, ([op]) => newInt(rt, tell(open(op))));
  on('truncate', 0, 1, ([op, size]) => {
    const file = open(op);
    const length = size === undefined || size === py.none ? file.at : asNumber(rt, size);
    file.content.text = file.content.text.slice(0, length);
    return newInt(rt, length);
  });
  on('flush', 0, 0, () => {
    flushStdout(rt);
    return newNone(rt);
  });
  on('close', 0, 0, ([op]) => {
    close(op);
    return newNone(rt);
  });
  on('isatty', 0, 0, () => newBool(rt, false));
  on('fileno', 0, 0, ([op]) =>
    newInt(rt, { '<stdin>': 0, '<stdout>': 1, '<stderr>': 2 }[stateOf(rt, op!).name] ?? 3),
  );
  on('__enter__', 0, 0, ([op]) => newRef(rt, op!));
  on('__exit__', 0, -1, ([op]) => {
    close(op);
    return newNone(rt);
  });
  const slots = slotsOf(rt, type);
  slots.iter = (op) => newRef(rt, op);
  slots.next = (op) => {
    const file = open(op);
    const text = nextLine(file);
    return text === '' ? 0 : piece(rt, file, text);
  };
  defineGetSet(rt, type, 'name', (op) => newStr(rt, stateOf(rt, op).name));
  defineGetSet(rt, type, 'mode', (op) => newStr(rt, stateOf(rt, op).mode));
  defineGetSet(rt, type, 'closed', (op) => newBool(rt, stateOf(rt, op).closed));
  defineGetSet(rt, type, 'encoding', () => newStr(rt, 'utf-8'));
}

function newFileOf(
  rt: Runtime,
  file: Pick<OpenFile, 'name' | 'mode' | 'content' | 'sink'>,
): number {
  const { type, open } = filesOf(rt);
  const op = rt.py.newObject(type, rt.py.structs.get('simulated').size);
  rt.py.set(op + Ob.HEAD_WORDS, 0);
  open.set(op, { ...file, at: 0, closed: false });
  return op;
}

/** A file object of a standard stream. */
export function newFile(rt: Runtime, name: string, mode: string, sink: OpenFile['sink']): number {
  return newFileOf(rt, { name, mode, content: { text: '', binary: false }, sink });
}

/** What a file holds: written by the program, or read from the host. */
function contentOf(rt: Runtime, path: string): Content | undefined {
  const written = filesOf(rt).written.get(path);
  if (written) return written;
  if (path === NULL_DEVICE) return { text: '', binary: true };
  const text = procFile(rt.system, rt.process.memory, path) ?? rt.host.readFile(path);
  return text === undefined ? undefined : { text, binary: false };
}

function noFile(rt: Runtime, path: string): never {
  const message = newStr(rt, 'No such file or directory');
  return throwException(
    rt,
    newException(rt, 'FileNotFoundError', [newInt(rt, 2), message, newStr(rt, path)]),
  );
}

/** Whether `open(path)` would find something. */
export function fileExists(rt: Runtime, path: string): boolean {
  return contentOf(rt, path) !== undefined;
}

/** Bytes of a file. @throws FileNotFoundError */
export function fileSize(rt: Runtime, path: string): number {
  return bytesOf(contentOf(rt, path) ?? noFile(rt, path)).length;
}

/** `os.remove`: of what the program wrote itself. */
export function removeFile(rt: Runtime, path: string): void {
  if (filesOf(rt).written.delete(path)) return;
  if (!fileExists(rt, path)) noFile(rt, path);
  raiseError(
    rt,
    'PermissionError',
    `the simulator removes only what its programs wrote: '${path}'`,
  );
}

function checkMode(rt: Runtime, mode: string): void {
  const letters = [...mode];
  if (!/^[rwaxbt+]*$/.test(mode) || new Set(letters).size < letters.length)
    valueError(rt, `invalid mode: '${mode}'`);
  if (mode.includes('b') && mode.includes('t'))
    valueError(rt, "can't have text and binary mode at once");
  const kinds = letters.filter((letter) => 'rwax'.includes(letter)).length;
  const must = 'ust have exactly one of create/read/write/append mode';
  if (kinds > 1) valueError(rt, `m${must}`);
  if (kinds === 0) valueError(rt, `M${must} and at most one plus`);
}

/**
 * `open(path, mode)`: files of the host are read, those of `/proc/self` computed. What is written stays
 * in the simulated process, which finds it again under the same path.
 */
export function openFile(rt: Runtime, args: readonly number[]): number {
  const [pathWord, modeWord] = args;
  if (!isStr(rt, pathWord!)) typeError(rt, 'the simulator opens files by their path only');
  const path = asText(rt, pathWord!);
  const mode = modeWord === undefined ? 'r' : asText(rt, modeWord);
  checkMode(rt, mode);
  const { written } = filesOf(rt);
  const binary = mode.includes('b');
  if (path === NULL_DEVICE)
    return newFileOf(rt, { name: path, mode, content: { text: '', binary }, sink: () => {} });
  const there = mode.includes('w') ? undefined : contentOf(rt, path);
  if (mode.includes('r') && !there) noFile(rt, path);
  if (mode.includes('x') && there) {
    const message = newStr(rt, 'File exists');
    throwException(
      rt,
      newException(rt, 'FileExistsError', [newInt(rt, 17), message, newStr(rt, path)]),
    );
  }
  const text = there === undefined ? '' : binary ? bytesOf(there) : textOf(rt, there);
  // Readers and writers of one path share its content.
  const content = there && there.binary === binary ? there : { text, binary };
  if (/[wax+]/.test(mode)) {
    rt.system.use('file');
    written.set(path, content);
  }
  return newFileOf(rt, { name: path, mode, content, sink: null });
}
