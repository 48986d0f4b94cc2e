import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NotebookCell } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import type { CallReply, ConversionRequest, ExecuteReply } from '../kernel/protocol';
import { Session, type SessionOptions } from '../kernel/session';

/** What a submission may use. Seconds; bytes. */
export interface Limits {
  readonly cellSeconds: number;
  readonly callSeconds: number;
  readonly memory: number;
  /** Where scratch folders are made; the system's place for them when left out. */
  readonly temporary?: string;
}

export const DEFAULT_LIMITS: Limits = { cellSeconds: 10, callSeconds: 5, memory: 2 ** 30 };

/** Node's permission model: the flag's name changed when it left the experimental stage. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/**
 * What the engine is made of: the packages in every node_modules from this package's folder up, but
 * for this package itself, whose dist/lessons nobody may read.
 */
function dependencies(): string[] {
  const found: string[] = [];
  for (let folder = PACKAGE_ROOT; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) {
      const names = readdirSync(modules).filter((name) => join(modules, name) !== PACKAGE_ROOT);
      found.push(...names.map((name) => join(modules, name, '*')));
    }
    if (folder === dirname(folder)) return found;
  }
}

/** What a restricted process may do: read the engine's files and its scratch folder, write to the latter. */
function restricted(scratch: string, memory: number): SessionOptions {
  const readable = [
    join(PACKAGE_ROOT, 'dist', 'src', '*'),
    join(PACKAGE_ROOT, 'package.json'),
    join(scratch, '*'),
    ...dependencies(),
  ];
  return {
    folder: scratch,
    memoryLimit: memory,
    ownGroup: true,
    env: { HOME: scratch, TMPDIR: scratch, LANG: 'C.UTF-8' },
    nodeFlags: [
      '--no-warnings',
      // Where there is no /proc to watch, V8's own limit still holds.
      ...(existsSync('/proc/self/statm')
        ? []
        : [`--max-old-space-size=${Math.ceil(memory / 2 ** 20)}`]),
      PERMISSION,
      ...readable.map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${join(scratch, '*')}`,
    ],
  };
}

/** A folder for what a process writes, and away with it. */
class Scratch {
  readonly path: string;

  constructor({ temporary }: Limits) {
    this.path = mkdtempSync(join(temporary ?? tmpdir(), 'heaplab-grade-'));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** How many answers a translator keeps, and to requests of what length. */
const ANSWERS = 256;
const ANSWER_LENGTH = 20_000;

/**
 * A process with TypeScript that converts the cells of sandboxes, one sandbox after another: it runs
 * none of them, so nothing of one sandbox can be seen in the next. Restricted as they are, since a cell
 * can make TypeScript take all time and memory.
 */
export class Translator {
  private readonly scratch: Scratch;
  private session: Session | undefined;
  /** It was given a module, which stays. */
  private changed = false;
  /** Answers by their requests: a notebook's first cells are the same for each of its exercises. */
  private readonly answers = new Map<string, unknown>();

  constructor(private readonly limits: Limits) {
    this.scratch = new Scratch(limits);
  }

  private started(): Session {
    this.session ??= new Session(restricted(this.scratch.path, this.limits.memory));
    return this.session;
  }

  whenReady(): Promise<void> {
    return this.started().whenReady();
  }

  /** @throws SessionEnded when the process ends under the request */
  async convert(request: ConversionRequest): Promise<unknown> {
    if (request.of === 'module') this.changed = true;
    const key = JSON.stringify(request);
    const known = this.changed ? undefined : this.answers.get(key);
    if (known !== undefined) return known;
    const answer = await this.started().request({ type: 'convert', request });
    // With a module, the same code may mean something else.
    if (!this.changed && key.length <= ANSWER_LENGTH) {
      if (this.answers.size === ANSWERS) this.answers.clear();
      this.answers.set(key, answer);
    }
    return answer;
  }

  /** For the next sandbox: a process that still works for the last one, or keeps something of it, ends. */
  async release(busy: boolean): Promise<void> {
    if (!busy && !this.changed) return;
    this.changed = false;
    const { session } = this;
    this.session = undefined;
    await session?.close();
  }

  async close(): Promise<void> {
    await this.session?.close();
    this.scratch.remove();
  }
}

/**
 * A process for a learner's code: a scratch folder of its own, an empty environment, no child
 * processes, no files but the engine's and the scratch folder's (so neither the hidden checks, which
 * are compiled to dist/lessons, nor anything else of this machine), limits of time and memory.
 */
export class Sandbox {
  private readonly scratch: Scratch;
  private readonly session: Session;
  private count = 0;
  private converting = false;

  constructor(
    private readonly limits: Limits,
    private readonly translator: Translator,
  ) {
    this.scratch = new Scratch(limits);
    this.session = new Session({
      ...restricted(this.scratch.path, limits.memory),
      convert: async (request) => {
        this.converting = true;
        const answer = await translator.convert(request);
        this.converting = false;
        return answer;
      },
    });
  }

  private async limited<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
    const timer = setTimeout(
      () => this.session.kill(`${what} took longer than ${seconds} s`),
      seconds * 1000,
    );
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      // The process ended in the middle of a conversion, which goes on.
      if (this.converting) await this.release();
    }
  }

  private async release(): Promise<void> {
    const busy = this.converting;
    this.converting = false;
    await this.translator.release(busy);
  }

  async run(cell: NotebookCell): Promise<ExecuteReply> {
    await Promise.all([this.session.whenReady(), this.translator.whenReady()]);
    return this.limited(
      this.limits.cellSeconds,
      'the cell',
      this.session.execute({ code: cell.source, count: ++this.count }),
    );
  }

  /** Calls a function of the learner's. @throws SessionEnded when the process ends under it. */
  call(name: string, args: readonly unknown[]): Promise<CallReply> {
    return this.limited(
      this.limits.callSeconds,
      'a call',
      this.session.request({ type: 'call', name, args }),
    );
  }

  /** Ends the process and all it started, and removes its folder. */
  async close(): Promise<void> {
    await this.session.close();
    await this.release();
    this.scratch.remove();
  }
}
