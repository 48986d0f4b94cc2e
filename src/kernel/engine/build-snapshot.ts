import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ENTRY, PACKAGE_ROOT } from '../paths';
import { SNAPSHOT, SNAPSHOT_KEY, snapshotKey } from '../snapshot';
import type { Program } from './snapshot-entry';
import { createCellConverter } from './typescript';

/*
 * Makes the start-up snapshot of workers: node build-snapshot.js BUNDLE, where BUNDLE is
 * snapshot-entry.js bundled with TypeScript.
 */

const bundle = resolve(process.argv[2]!);
const scratch = mkdtempSync(join(tmpdir(), 'heaplab-snapshot-'));
try {
  process.chdir(scratch);
  const converter = createCellConverter({ entry: ENTRY });
  const { program } = converter;
  converter.convert('', "import * as heaplab from 'heaplab'; console.log(heaplab);");
  const files = program()!
    .getSourceFiles()
    .map(({ fileName }) => fileName);
  const common: Program = {
    options: program()!.getCompilerOptions(),
    // All but the cells' own.
    files: files.filter((file) => file.endsWith('.d.ts') && !file.startsWith(scratch)),
  };
  converter.close();
  const programFile = join(scratch, 'program.json');
  writeFileSync(programFile, JSON.stringify(common));
  const made = `${SNAPSHOT}.new`;
  execFileSync(process.execPath, ['--snapshot-blob', made, '--build-snapshot', bundle], {
    env: { ...process.env, NODE_OPTIONS: '', HEAPLAB_PROGRAM: programFile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  renameSync(made, SNAPSHOT);
  writeFileSync(SNAPSHOT_KEY, snapshotKey());
} catch (error) {
  process.stderr.write(`no start-up snapshot: kernels will start slower (${String(error)})\n`);
} finally {
  process.chdir(PACKAGE_ROOT);
  rmSync(scratch, { recursive: true, force: true });
}
