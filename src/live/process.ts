import { FOLDER } from './memory-system';

/**
 * Takes the place of Node's `process` in the bundles of the browser: enough for libraries that ask for
 * its version and folder. It has no `nextTick`, so that TypeScript does not take this for Node.
 */
export const process: {
  readonly version: string;
  readonly env: Record<string, string>;
  cwd(): string;
} = {
  version: 'v20.19.0',
  env: {},
  cwd: () => FOLDER,
};
