import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kernel/paths';
import { runBundle } from './bundle';

// The thread of `heaplab py`: py-worker.ts, as one file.
runBundle(join(PACKAGE_ROOT, 'dist', 'python', 'py-worker.js'));
