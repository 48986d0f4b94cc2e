import { join } from 'node:path';
import * as ts from 'typescript';
import { PACKAGE_ROOT } from '../kernel/paths';

/** A name that cells import from `heaplab`. */
export interface ApiName {
  readonly name: string;
  /** `function`, `class` and so on. */
  readonly kind: string;
  readonly signature: string;
  /** Its docstring, as plain text. */
  readonly text: string;
}

const KINDS: readonly (readonly [ts.SymbolFlags, string])[] = [
  [ts.SymbolFlags.Function, 'function'],
  [ts.SymbolFlags.Class, 'class'],
  [ts.SymbolFlags.Interface, 'interface'],
  [ts.SymbolFlags.TypeAlias, 'type'],
  [ts.SymbolFlags.Variable, 'constant'],
];

/** What the package exports, from its declarations: read when the pages are made. */
export function apiNames(): ApiName[] {
  const entry = join(PACKAGE_ROOT, 'dist', 'src', 'index.d.ts');
  const program = ts.createProgram([entry], {
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const kind = KINDS.find(([flag]) => own.flags & flag)?.[1] ?? 'constant';
      const declaration = own.valueDeclaration ?? own.declarations?.[0];
      const type = declaration && checker.getTypeOfSymbolAtLocation(own, declaration);
      const [call] = kind === 'function' && type ? type.getCallSignatures() : [];
      return {
        name: symbol.name,
        kind,
        signature: call ? `${symbol.name}${checker.signatureToString(call)}` : symbol.name,
        text: ts.displayPartsToString(own.getDocumentationComment(checker)),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
