import type ts = require('@tslab/typescript-for-tslab');

/** The folder of the cells, which is empty. */
export const FOLDER = '/home/lab';
/** Where TypeScript believes to lie itself; its library is beside it. */
export const LIBRARY = '/typescript';

/** TypeScript's view of a machine (`ts.sys`): a few files in memory that never change, and nothing else. */
export function memorySystem(files: ReadonlyMap<string, string>): ts.System {
  const folders = new Set<string>([FOLDER]);
  for (const path of files.keys()) {
    for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      folders.add(path.slice(0, end) || '/');
      if (end === 0) break;
    }
  }
  const nothing = (): never => {
    throw new Error('there is nothing to write to');
  };
  return {
    args: [],
    newLine: '\n',
    useCaseSensitiveFileNames: true,
    write: nothing,
    writeFile: nothing,
    createDirectory: nothing,
    exit: nothing,
    readFile: (path) => files.get(path),
    fileExists: (path) => files.has(path),
    directoryExists: (path) => folders.has(path),
    getCurrentDirectory: () => FOLDER,
    getExecutingFilePath: () => `${LIBRARY}/typescript.js`,
    resolvePath: (path) => path,
    realpath: (path) => path,
    getDirectories: (path) =>
      [...folders]
        .filter((folder) => folder.startsWith(`${path}/`))
        .map((folder) => folder.slice(path.length + 1))
        .filter((name) => !name.includes('/')),
    readDirectory: () => [],
    watchFile: () => ({ close: () => {} }),
    watchDirectory: () => ({ close: () => {} }),
  };
}
