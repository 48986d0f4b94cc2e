import type { Runtime } from './runtime';

/*
 * Standard output and its buffer (Modules/_io/bufferedio.c).
 */

/** `io.DEFAULT_BUFFER_SIZE` */
const OUTPUT_BUFFER = 8192;

/** Standard output: in lines to a terminal, in blocks to a pipe, as Python writes it. */
function bufferStdout(rt: Runtime, text: string): void {
  rt.buffered += text;
  const { buffering = 'none' } = rt.host;
  const due = buffering === 'line' ? text.includes('\n') : rt.buffered.length > OUTPUT_BUFFER;
  if (due || buffering === 'none') flushStdout(rt);
}

export function flushStdout(rt: Runtime): void {
  const text = rt.buffered;
  rt.buffered = '';
  if (text !== '') rt.host.write('stdout', text);
}

/** What was not written yet is lost: `os._exit`. */
export function discardOutput(rt: Runtime): void {
  rt.buffered = '';
}

/** Standard output, through `sys.stdout` where a program put something else there. */
export function writeStdoutText(rt: Runtime, text: string): void {
  bufferStdout(rt, text);
}
