import { PyBytes_FromStringAndSize } from '../../objects/bytesobject';
import { PyList_Append, PyList_New, PyList_SetItem } from '../../objects/listobject';
import { isCompactAscii } from '../../objects/unicodeobject';
import { asText } from './errors';
import type { Runtime } from './runtime';
import { isStr } from './type-checks';
import { newBytes } from './values';

/*
 * Standard output and its buffers (Modules/_io/textio.c, bufferedio.c): strings that are written wait in a
 * list until they are 8 KiB together, and then go into the buffer below.
 */

/** `io.DEFAULT_BUFFER_SIZE` */
const OUTPUT_BUFFER = 8192;
/** Bytes that wait in the list of strings at most. */
const CHUNK = 8192;

/** Standard output: in lines to a terminal, in blocks to a pipe, as Python writes it. */
function bufferStdout(rt: Runtime, text: string): void {
  rt.buffered += text;
  const { buffering = 'none' } = rt.host;
  const due = buffering === 'line' ? text.includes('\n') : rt.buffered.length > OUTPUT_BUFFER;
  if (due || buffering === 'none') flushStdout(rt);
}

export function flushStdout(rt: Runtime): void {
  flushPending(rt);
  const text = rt.buffered;
  rt.buffered = '';
  if (text !== '') rt.host.write('stdout', text);
}

/** What was not written yet is lost: `os._exit`. */
export function discardOutput(rt: Runtime): void {
  rt.buffered = '';
}

/** Standard output of a text that is no object. */
export function writeStdoutText(rt: Runtime, text: string): void {
  bufferStdout(rt, text);
}

/** `TextIOWrapper.write` of standard output: a borrowed string waits with what was written before. */
export function writeStdoutString(rt: Runtime, word: number): void {
  const text = asText(rt, word);
  if (rt.host.buffering !== undefined && rt.host.buffering !== 'none') pend(rt, word, text);
  bufferStdout(rt, text);
}

/** A string of ASCII waits itself, of others their bytes. */
function pend(rt: Runtime, word: number, text: string): void {
  const { py } = rt;
  const ascii = isCompactAscii(py, word);
  const bytes = ascii ? null : new TextEncoder().encode(text);
  const size = bytes?.length ?? text.length;
  if (rt.pending !== 0 && rt.pendingBytes + size > CHUNK) flushPending(rt);
  const piece = bytes === null ? word : newBytes(rt, bytes);
  if (bytes === null) py.incref(word);
  if (rt.pending === 0) rt.pending = piece;
  else if (py.typeOf(rt.pending) !== py.listType) {
    const list = PyList_New(py, 2);
    PyList_SetItem(py, list, 0, rt.pending);
    PyList_SetItem(py, list, 1, piece);
    rt.pending = list;
  } else {
    PyList_Append(py, rt.pending, piece);
    py.decref(piece);
  }
  rt.pendingBytes += size;
  if (rt.pendingBytes >= CHUNK) flushPending(rt);
}

/** `_textiowrapper_writeflush`: what waits becomes one bytes object, which the buffer copies. */
function flushPending(rt: Runtime): void {
  const { py, pending } = rt;
  if (pending === 0) return;
  const size = rt.pendingBytes;
  rt.pending = 0;
  rt.pendingBytes = 0;
  const single = py.typeOf(pending) !== py.listType;
  if (single && !isStr(rt, pending)) {
    py.decref(pending);
    return;
  }
  const bytes = PyBytes_FromStringAndSize(py, size);
  py.decref(pending);
  py.decref(bytes);
}
