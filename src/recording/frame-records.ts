import type { Code } from '../python/compile/code';
import type { Frame } from '../python/runtime/frame';
import type { Runtime } from '../python/runtime/runtime';

/** A call as it was at one moment: its locals are words of that moment. */
export interface FrameRecord {
  readonly code: Code;
  readonly line: number;
  /** Its variables, in the order of its slots; undefined where they are in the dict `locals`. */
  readonly values: readonly number[] | undefined;
  /** The dict of a module's or class's names. */
  readonly locals: number;
  /** The call around it. */
  readonly back: FrameRecord | null;
  /** Which call around it that was. */
  readonly backFrame: Frame | null;
}

const NONE: readonly FrameRecord[] = [];

/**
 * Reads the calls under way. A call that waits for another cannot change its variables, so that its record is
 * used again: a step costs the innermost call, and not the whole stack.
 */
export class FrameRecords {
  private readonly known = new WeakMap<Frame, FrameRecord>();

  /** @param filename calls of code from other files are left out */
  constructor(
    private readonly rt: Runtime,
    private readonly filename: string,
  ) {}

  /** The innermost calls of the threads that wait; none when there is one thread. */
  others(): readonly FrameRecord[] {
    const { threads } = this.rt;
    if (!threads.others) return NONE;
    return threads.otherFrames.flatMap((each) => {
      const frame = this.ownFrame(each);
      return frame === null ? [] : [this.record(frame)];
    });
  }

  /** The calls under way now, the innermost first. @param line the innermost one is at */
  now(line: number): FrameRecord | null {
    const frame = this.ownFrame(this.rt.frame);
    return frame === null ? null : this.record(frame, line);
  }

  private record(frame: Frame, line = frame.line): FrameRecord {
    const { code } = frame;
    const before = this.known.get(frame);
    const backFrame = this.ownFrame(frame.back);
    // A generator goes on where it was, for a caller that has run since.
    const keeps = before?.backFrame === backFrame && !code.isGenerator && !code.isCoroutine;
    const around = backFrame === null ? null : keeps ? before.back : this.record(backFrame);
    const record: FrameRecord = {
      code,
      line,
      values: frame.snapshot?.(),
      locals: frame.locals,
      back: around,
      backFrame,
    };
    this.known.set(frame, record);
    return record;
  }

  private ownFrame(frame: Frame | null): Frame | null {
    let each = frame;
    while (each !== null && each.code.filename !== this.filename) each = each.back;
    return each;
  }
}
