import type { FieldValue } from '../../memory';
import { boot, deterministicHost } from '../../python';
import { type LineRecording, recordLines } from '../../recording';
import type { RunFacts } from '../parts/microscope/moment';

/*
 * Runs a program in the simulator and keeps its recording, in a worker: the page asks for one step after the other.
 */

export interface MicroscopeRequest {
  readonly id: number;
  readonly want: 'record' | 'state' | 'fields' | 'why' | 'pins' | 'pool';
  /** Of a recording: the version and the program. */
  readonly python?: string;
  readonly source?: string;
  /** The part of it whose lines are steps; all of it when left out. */
  readonly between?: readonly [from: number, to: number] | undefined;
  readonly step?: number;
  /** The object, or the index of an arena. */
  readonly address?: number;
  /** Blocks of an arena that are described at most, or a pool's place in its arena. */
  readonly count?: number;
}

/** A piece of memory with the fields that lie in it. */
export interface FieldTable {
  /** Offset 0: the object, or the beginning of the block. */
  readonly address: number;
  /** The offset of the first byte: negative where the collector's head is before the object. */
  readonly offset: number;
  /** The bytes, two hexadecimal digits each. */
  readonly bytes: string;
  readonly fields: readonly Pick<FieldValue, 'name' | 'offset' | 'size' | 'type' | 'value'>[];
}

/** An object's bytes, and those of its other blocks. */
export interface ObjectBytes {
  readonly own: FieldTable;
  readonly parts: readonly (FieldTable & { readonly name: string })[];
}

/** A recorded run, as it is told to the page first. */
export interface Recorded extends RunFacts {
  /** What the program printed. */
  readonly output: string;
}

let recording: LineRecording | undefined;

/** Of a part: the first bytes; a long list's array is all the same. */
const PART_BYTES = 512;

function record(python: string, source: string, between: MicroscopeRequest['between']): Recorded {
  recording?.close();
  const host = deterministicHost();
  recording = recordLines(boot(python, { host }), source, between && { between });
  const { info, steps } = recording;
  return { info, steps, output: host.take() };
}

function bytesOf(run: LineRecording, step: number, address: number): ObjectBytes {
  const { memory } = run.at(step);
  const table = (
    at: number,
    from: number,
    to: number,
    fields: readonly FieldValue[],
  ): FieldTable => ({
    address: at,
    offset: from - at,
    bytes: Array.from(memory.loadBytes(from, to - from), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
    fields: fields
      .filter((field) => field.address + field.size <= to)
      .map(({ name, address: place, size, type, value }) => ({
        name,
        offset: place - at,
        size,
        type,
        value,
      })),
  });
  const { head, fields, parts } = run.inspect(step, address);
  const all = [...head, ...fields];
  const shown = run.state(step).objects.find((object) => object.address === address);
  // To the end of the block: what rounding adds belongs to nobody.
  const block = shown?.place ? shown.start + shown.place.blockSize : 0;
  const end = Math.max(address + 16, block, ...all.map((field) => field.address + field.size));
  const start = Math.min(address, ...head.map((field) => field.address));
  return {
    own: table(address, start, Math.min(end, start + PART_BYTES), all),
    parts: parts.map((part) => ({
      name: part.name,
      ...table(
        part.address,
        part.address,
        part.address + Math.min(part.nbytes, PART_BYTES),
        part.fields,
      ),
    })),
  };
}

function answer({
  want,
  python,
  source,
  between,
  step = 0,
  address = 0,
  count = 0,
}: MicroscopeRequest): unknown {
  if (want === 'record') return record(python!, source!, between);
  if (!recording) throw new Error('nothing is recorded');
  if (want === 'state') return recording.state(step);
  if (want === 'fields') return bytesOf(recording, step, address);
  if (want === 'why') return recording.whyAlive(step, address);
  if (want === 'pool') return recording.pool(step, address, count);
  return recording.survivors(step, address, count);
}

addEventListener('message', ({ data }: MessageEvent<MicroscopeRequest>) => {
  try {
    postMessage({ id: data.id, value: answer(data) });
  } catch (error) {
    postMessage({ id: data.id, error: (error as Error).message });
  }
});
