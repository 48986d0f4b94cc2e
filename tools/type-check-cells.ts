/*
 * Type-checks the TypeScript of every notebook, stubs and check cells included: part of `npm run notebooks`.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Notebook, readNotebook } from '../src/kernel/notebook';
import { PACKAGE_ROOT } from '../src/kernel/paths';

/** What the compiler says of a notebook's cells, taken as one module in order; empty when all is well. */
function typeCheckCells(notebook: Notebook): string[] {
  const cells = notebook.cells.filter(
    (cell) => cell.cell_type === 'code' && !cell.source.startsWith('%%python'),
  );
  const file = join(PACKAGE_ROOT, '__cells__.ts');
  const source = importOnce(cells.map((cell) => cell.source).join('\n'));
  const lineOf: { id: string; line: number }[] = cells.flatMap((cell) =>
    cell.source.split('\n').map((_, line) => ({ id: cell.id, line: line + 1 })),
  );
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    typeRoots: [join(PACKAGE_ROOT, 'node_modules', '@types')],
    esModuleInterop: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    paths: { heaplab: [join(PACKAGE_ROOT, 'src', 'index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);
  const program = ts.createProgram([file], options, host);
  const sourceFile = program.getSourceFile(file)!;
  return ts.getPreEmitDiagnostics(program, sourceFile).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    const at = lineOf[sourceFile.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line];
    return `cell ${at?.id}, line ${at?.line}: ${text}`;
  });
}

/** Exercises and check cells import what they need for themselves; one module may import a name once. */
function importOnce(source: string): string {
  const known = new Set<string>();
  return source.replace(/^import \{ ([^}]*) \} from 'heaplab';/gm, (_, names: string) => {
    const fresh = names.split(', ').filter((name) => !known.has(name));
    for (const name of fresh) known.add(name);
    return fresh.length > 0 ? `import { ${fresh.join(', ')} } from 'heaplab';` : '';
  });
}

const NOTEBOOKS = join(PACKAGE_ROOT, 'notebooks');
for (const file of readdirSync(NOTEBOOKS).filter((name) => name.endsWith('.ipynb'))) {
  for (const problem of typeCheckCells(readNotebook(join(NOTEBOOKS, file)))) {
    process.stderr.write(`notebooks/${file}: ${problem}\n`);
    process.exitCode = 1;
  }
}
