import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Without what would change how an interpreter runs. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON')),
);

/** Runs programs on a real interpreter, a process each. */
export class RealPython {
  private readonly folder = mkdtempSync(join(tmpdir(), 'heaplab-fuzz-'));

  /** @param path the interpreter; `seconds` how long a program may take */
  constructor(
    private readonly path: string,
    private readonly seconds = 60,
  ) {}

  /** Its version, such as 3.12; fails when there is no such interpreter. */
  async version(): Promise<string> {
    const { stdout } = await this.execute('import sys; print("%d.%d" % sys.version_info[:2])');
    return stdout.trim();
  }

  /** What a program prints, with the last line of its error. */
  async printed(source: string): Promise<string> {
    const { stdout, stderr } = await this.execute(source);
    return visible(stdout, stderr);
  }

  private execute(source: string): Promise<{ stdout: string; stderr: string }> {
    const file = join(this.folder, 'program.py');
    writeFileSync(file, source);
    const options = {
      timeout: this.seconds * 1000,
      env: { ...ENVIRONMENT, PYTHONHASHSEED: '0' },
      maxBuffer: 1 << 26,
    };
    return new Promise((resolve, reject) => {
      execFile(this.path, ['-s', file], options, (error, stdout, stderr) => {
        if (error && typeof error.code === 'string') reject(error);
        else resolve({ stdout, stderr });
      });
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What is compared of a program's output. */
export function visible(stdout: string, stderr: string): string {
  return `${stdout}${stderr.trim().split('\n').at(-1)}`;
}
