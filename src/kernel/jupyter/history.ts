/** One executed cell: session, number in it, source, and the text of its result. */
export interface HistoryEntry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  output: string | null;
}

/** The content of a history_request. */
export interface HistoryRequest {
  readonly hist_access_type?: 'tail' | 'range' | 'search';
  readonly output?: boolean;
  readonly session?: number;
  readonly start?: number;
  readonly stop?: number | null;
  readonly n?: number;
  readonly pattern?: string;
  readonly unique?: boolean;
}

type Row = [session: number, line: number, input: string | [string, string | null]];

/** This session's number: sessions are not kept beyond the process. */
const SESSION = 1;

/** The cells that were run, and the three ways a front end asks for them. */
export class History {
  private readonly entries: HistoryEntry[] = [];

  add(line: number, input: string): HistoryEntry {
    const entry: HistoryEntry = { session: SESSION, line, input, output: null };
    this.entries.push(entry);
    return entry;
  }

  query(request: HistoryRequest): Row[] {
    return this.select(request).map(({ session, line, input, output }) => [
      session,
      line,
      request.output ? [input, output] : input,
    ]);
  }

  private select(request: HistoryRequest): readonly HistoryEntry[] {
    const last = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] =>
      request.n ? entries.slice(-request.n) : entries;
    switch (request.hist_access_type) {
      case 'range': {
        // 0 is this session, a negative number counts back from it.
        const session = request.session ?? 0;
        const wanted = session <= 0 ? SESSION + session : session;
        const { start = 0, stop } = request;
        return this.entries.filter(
          (entry) =>
            entry.session === wanted &&
            entry.line >= start &&
            entry.line < (stop ?? Number.POSITIVE_INFINITY),
        );
      }
      case 'search': {
        const pattern = globPattern(request.pattern ?? '*');
        const found = this.entries.filter((entry) => pattern.test(entry.input));
        if (!request.unique) return last(found);
        const newest = new Map(found.map((entry) => [entry.input, entry]));
        return last([...newest.values()]);
      }
      default:
        return last(this.entries);
    }
  }
}

/** `*` and `?` as in a shell; everything else means itself. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${source}$`);
}
