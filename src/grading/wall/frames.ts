/*
 * What comes out of the wall is a stream of lines, one JSON value each, written by a process that may
 * be a learner's. A line is measured before it is parsed: its bytes while they come in, its depth before
 * JSON.parse sees it.
 */

/** What came out of the wall is not what was agreed; the message is for the learner. */
export class BadFrame extends Error {
  override readonly name = 'BadFrame';
}

export interface FrameLimits {
  /** Bytes of one line, without its end. */
  readonly bytes: number;
  /** How deep arrays and objects may be nested. */
  readonly depth: number;
}

export const FRAME_LIMITS: FrameLimits = { bytes: 2 ** 16, depth: 500 };

/** Cuts a stream of bytes into lines, and holds no more than one line of it. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private held = 0;

  /** @param bytes of one line, which may be changed between two */
  constructor(public bytes: number = FRAME_LIMITS.bytes) {}

  /** The lines that are complete with this chunk. @throws BadFrame when one is too long */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.hold(chunk.subarray(from, end));
      lines.push(Buffer.concat(this.chunks, this.held).toString('utf8'));
      this.chunks = [];
      this.held = 0;
      from = end + 1;
    }
    this.hold(chunk.subarray(from));
    return lines;
  }

  private hold(part: Buffer): void {
    if (part.length === 0) return;
    this.held += part.length;
    if (this.held > this.bytes) {
      this.chunks = [];
      throw new BadFrame(`it sent back more than ${Math.round(this.bytes / 1024)} KiB at once`);
    }
    this.chunks.push(part);
  }
}

/** The JSON value of a line. @throws BadFrame when it is none, or nested too deep */
export function parseFrame(
  line: string,
  { depth }: Pick<FrameLimits, 'depth'> = FRAME_LIMITS,
): unknown {
  if (depthOf(line, depth) > depth) {
    throw new BadFrame(`it sent back something nested more than ${depth} levels deep`);
  }
  try {
    return JSON.parse(line);
  } catch {
    throw new BadFrame('it sent back something that is no reply');
  }
}

/** How deep a JSON text is nested; counts no further than one level past `enough`. */
function depthOf(text: string, enough: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92 /* \ */) i++;
      else if (c === 34 /* " */) inString = false;
      continue;
    }
    if (c === 34) inString = true;
    else if (c === 91 /* [ */ || c === 123 /* { */) {
      if (++depth > deepest) deepest = depth;
      if (deepest > enough) return deepest;
    } else if (c === 93 /* ] */ || c === 125 /* } */) depth--;
  }
  return deepest;
}
