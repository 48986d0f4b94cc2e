import { SingleBar } from 'cli-progress';
import type { CellEvent } from '../kernel/headless';

/** Progress of a notebook's cells on stderr: a bar on a terminal, a line per notebook elsewhere. */
export class CellProgress {
  private bar: SingleBar | undefined;

  constructor(private readonly title: string) {}

  readonly onCell = ({ phase, index, total }: CellEvent): void => {
    if (!process.stderr.isTTY) return;
    if (!this.bar) {
      this.bar = new SingleBar({
        format: `${this.title} [{bar}] cell {value}/{total}`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
      });
      this.bar.start(total, 0);
    }
    this.bar.update(phase === 'end' ? index + 1 : index);
  };

  /** Ends the bar and leaves one line. */
  done(text: string): void {
    this.bar?.stop();
    process.stderr.write(`${this.title}: ${text}\n`);
  }
}
