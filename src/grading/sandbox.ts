import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NotebookCell } from '../kernel/notebook';
import { PACKAGE_ROOT } from '../kernel/paths';
import type { CallReply, ExecuteReply } from '../kernel/protocol';
import { Session } from '../kernel/session';

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

/**
 * A process for a learner's code: a scratch folder of its own, an empty environment, no child
 * processes, no files but the engine's and the scratch folder's (so neither the hidden checks, which
 * are compiled to dist/lessons, nor anything else of this machine), limits of time and memory.
 */
export class Sandbox {
  private readonly scratch: string;
  private readonly session: Session;
  private count = 0;

  constructor(private readonly limits: Limits) {
    this.scratch = mkdtempSync(join(limits.temporary ?? tmpdir(), 'heaplab-grade-'));
    const readable = [
      join(PACKAGE_ROOT, 'dist', 'src', '*'),
      join(PACKAGE_ROOT, 'package.json'),
      join(this.scratch, '*'),
      ...dependencies(),
    ];
    this.session = new Session({
      folder: this.scratch,
      memoryLimit: limits.memory,
      ownGroup: true,
      env: { HOME: this.scratch, TMPDIR: this.scratch, LANG: 'C.UTF-8' },
      nodeFlags: [
        '--no-warnings',
        // Where there is no /proc to watch, V8's own limit still holds.
        ...(existsSync('/proc/self/statm')
          ? []
          : [`--max-old-space-size=${Math.ceil(limits.memory / 2 ** 20)}`]),
        PERMISSION,
        ...readable.map((path) => `--allow-fs-read=${path}`),
        `--allow-fs-write=${join(this.scratch, '*')}`,
      ],
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
    }
  }

  async run(cell: NotebookCell): Promise<ExecuteReply> {
    await this.session.whenReady();
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
    rmSync(this.scratch, { recursive: true, force: true });
  }
}
