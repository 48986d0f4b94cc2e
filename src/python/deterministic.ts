import type { ProcessOptions } from '../process';
import { versionOf } from '../versions';
import { silentHost } from './os/host';
import { PythonProcess } from './process';

/** A process whose output is collected, and that always does the same. */
export interface QuietPython {
  readonly py: PythonProcess;
  /** What was printed, to either stream, since it was last asked for. */
  take(): string;
}

/** Boots one. @throws UnknownVersion */
export function quietPython(version: string, options: ProcessOptions = {}): QuietPython {
  let printed = '';
  const host = {
    ...silentHost(),
    write: (_stream: string, text: string) => {
      printed += text;
    },
  };
  return {
    py: new PythonProcess(versionOf(version), options, host),
    take: () => {
      const text = printed;
      printed = '';
      return text;
    },
  };
}
