import { CellRunner } from '../kernel/headless';
import type { NotebookCell } from '../kernel/notebook';
import { SessionEnded } from '../kernel/session';
import { Line } from './line';
import { RequestError } from './request-error';

/** How many lessons can have variables at once: each is a process with a simulated heap in it. */
const MOST_SESSIONS = 2;

/** How long a session without a running cell is kept, milliseconds. */
export const IDLE: number = 30 * 60_000;

/** Cells of one lesson that may be under way, those that wait counted. */
const MOST_CELLS = 32;

interface LessonSession {
  /** Tells a page whether its variables are still those that it knows. */
  readonly id: number;
  readonly runner: CellRunner;
  readonly line: Line;
  /** Resolves when the session whose place this one took is gone. */
  readonly room: Promise<void>;
  timer: NodeJS.Timeout | undefined;
}

export interface Ran {
  /** The id of the session that the cell ran in. */
  readonly session: number;
  readonly failed: boolean;
}

/** The processes that run the cells of lessons: one a lesson, `MOST_SESSIONS` in all. */
export class Sessions {
  /** The one used last is the last. */
  private readonly sessions = new Map<string, LessonSession>();
  private nextId = 1;

  /** @param idle how long a session without a running cell is kept, milliseconds */
  constructor(
    private readonly folder: string,
    private readonly idle: number,
  ) {}

  /**
   * Runs a cell after those that came before it, and interrupts it when `signal` is aborted.
   * @param known the session that the page believes to run in; undefined for a page that has run nothing
   * @throws RequestError 409 when that session has ended, 503 when others are busy
   */
  async run(
    lesson: string,
    known: number | undefined,
    cell: NotebookCell,
    signal: AbortSignal,
  ): Promise<Ran> {
    const session = this.session(lesson, known);
    clearTimeout(session.timer);
    try {
      return await session.line.run(async () => {
        await session.room;
        const error = await session.runner.run(cell, { signal });
        // Its process is gone, and nobody is there to be told so: the next one must be.
        if (signal.aborted && error?.ename === SessionEnded.name) await this.end(lesson, session);
        return { session: session.id, failed: error !== undefined };
      }, signal);
    } finally {
      if (this.sessions.get(lesson) === session && !session.line.busy) {
        clearTimeout(session.timer);
        session.timer = setTimeout(() => void this.end(lesson, session), this.idle);
      }
    }
  }

  interrupt(lesson: string): void {
    this.sessions.get(lesson)?.runner.interrupt();
  }

  /** Ends a lesson's session, if there is one; what runs in it fails. */
  async end(lesson: string, session = this.sessions.get(lesson)): Promise<void> {
    if (!session) return;
    if (this.sessions.get(lesson) === session) this.sessions.delete(lesson);
    clearTimeout(session.timer);
    await session.runner.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.sessions.keys()].map((lesson) => this.end(lesson)));
  }

  private session(lesson: string, known: number | undefined): LessonSession {
    const existing = this.sessions.get(lesson);
    if (known !== undefined && existing?.id !== known) throw new RequestError(409, this.lost());
    const session = existing ?? {
      id: this.nextId++,
      room: this.makeRoom(),
      runner: new CellRunner({ folder: this.folder }),
      line: new Line({
        atOnce: 1,
        most: MOST_CELLS,
        full: `${MOST_CELLS} cells of this lesson wait already: stop them, or wait`,
      }),
      timer: undefined,
    };
    this.sessions.delete(lesson);
    this.sessions.set(lesson, session);
    return session;
  }

  private lost(): string {
    const minutes = Math.ceil(this.idle / 60_000);
    return (
      `the variables of this lesson are lost: its session ended when it was restarted, when ` +
      `${MOST_SESSIONS} other lessons ran, or when nothing ran for ${minutes} minutes. ` +
      'Run the cell again: those above it run first'
    );
  }

  /** Ends the session that has been idle the longest, if there are too many. @throws RequestError 503 when all are busy */
  private makeRoom(): Promise<void> {
    if (this.sessions.size < MOST_SESSIONS) return Promise.resolve();
    for (const [lesson, session] of this.sessions) {
      if (!session.line.busy) return this.end(lesson, session);
    }
    const running = [...this.sessions.keys()].join(' and ');
    throw new RequestError(
      503,
      `cells of ${running} are running: stop one of them, then run this cell again`,
      { 'retry-after': '5' },
    );
  }
}
