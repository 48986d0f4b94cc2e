import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GradingError } from '../submission';

/** Where a notebook was found. */
export interface Place {
  /** The file, absolute. */
  readonly path: string;
  /** The folders below the given one, and the file's name. */
  readonly parts: readonly string[];
  /** The given folder, absolute: nbgrader's `submitted` may be above it. */
  readonly above: string;
}

/** A notebook that was handed in, or what is in its place. */
export interface Found extends Place {
  /** Why it is not read. */
  readonly problem: string | undefined;
}

/** What editors, archives and systems leave in folders: hidden folders, and copies with such names. */
const LEFT_BEHIND = /^(\._|\.~|__MACOSX$)/;

/**
 * The notebooks among some files and folders, each once, in order. Links inside a folder are never
 * followed: they are what a learner can hand in to have another's notebook graded, or a file of this
 * machine. Files that are named one by one are taken as lying in the folder that they have in common.
 * @throws GradingError naming a path that is not there
 */
export function collect(paths: readonly string[]): Found[] {
  const folders: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new GradingError(`cannot read '${path}': there is no such file or folder`);
    (stats.isDirectory() ? folders : files).push(resolve(path));
  }
  const root = commonFolder(files);
  const named = files.map((path) => found(path, root, undefined));
  const all = [...named, ...folders.flatMap((folder) => walk(folder, folder))];
  const once = new Map<string, Found>();
  for (const one of all) {
    // A link is itself, not what it leads to.
    const real = one.problem === undefined ? realpathSync(one.path) : one.path;
    if (!once.has(real)) once.set(real, one);
  }
  return [...once.values()];
}

function commonFolder(files: readonly string[]): string {
  let common = dirname(files[0] ?? '.');
  for (const file of files) {
    while (common !== dirname(common) && !file.startsWith(common + sep)) common = dirname(common);
  }
  return common;
}

function found(path: string, root: string, problem: string | undefined): Found {
  return { path, parts: relative(root, path).split(sep), above: root, problem };
}

function walk(folder: string, root: string): Found[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    return [found(folder, root, `this folder cannot be read (${codeOf(error)})`)];
  }
  return names
    .filter((name) => !LEFT_BEHIND.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      const notebook = /\.ipynb$/i.test(name);
      let stats: ReturnType<typeof lstatSync>;
      try {
        stats = lstatSync(path);
      } catch (error) {
        const why = name.includes('\ufffd')
          ? 'its name is not UTF-8, as of an old archive: give it another one'
          : `it cannot be read (${codeOf(error)})`;
        return notebook || name.includes('\ufffd') ? [found(path, root, why)] : [];
      }
      if (stats.isSymbolicLink()) {
        const toFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
        return notebook || toFolder
          ? [
              found(
                path,
                root,
                'it is a link, and links are not followed: put the notebook itself there',
              ),
            ]
          : [];
      }
      if (stats.isDirectory()) {
        if (name.startsWith('.') && !notebook) return [];
        const inside = walk(path, root);
        return notebook && inside.length === 0
          ? [found(path, root, 'it is a folder, not a notebook')]
          : inside;
      }
      if (!notebook) return [];
      return [found(path, root, stats.isFile() ? undefined : 'it is not a file')];
    });
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

/** A file's name without the ending of notebooks. */
export function stemOf(path: string): string {
  return basename(path).replace(/\.ipynb$/i, '');
}
