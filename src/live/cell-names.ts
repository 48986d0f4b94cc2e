import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { pythonCell } from '../kernel/engine/python-cell';

/** The name of the process of `%%python` cells in TypeScript cells. */
export const PY = 'py';

/** A call of `notebookPython` with a version, and the version when it is written out. */
export const STARTS_PYTHON = /\bnotebookPython\s*\(\s*(?:(['"])([\w.]+)\1|[^\s)])/;

/** What a cell has to do with the names of a session. */
export interface CellNames {
  /** Names it gives to cells after it, and whether these can change. */
  readonly defines: ReadonlyMap<string, 'variable' | 'fixed' | 'import'>;
  /** Names of earlier cells that it mentions. */
  readonly uses: ReadonlySet<string>;
  /** Names of any cell that the bodies of its functions mention. */
  readonly usesLater: ReadonlySet<string>;
  /** Of those, the ones whose value it may change: by assigning, or by a call. */
  readonly changes: ReadonlySet<string>;
  /** The same, when something of this cell is used: by the bodies of its functions. */
  readonly changesLater: ReadonlySet<string>;
  /** Calls with a name as an argument change it, unless the function is an import. */
  readonly passes: readonly {
    readonly name: string;
    readonly to: string;
    readonly later: boolean;
  }[];
  /** Of a cell in Python: the version that it names, if any. */
  readonly python?: { readonly version: string | undefined };
}

const typescript = parser.configure({ dialect: 'ts' });

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
]);
/** What a name can be defined in, beside the cell itself. */
const SCOPES = new Set([
  ...FUNCTIONS,
  'Block',
  'ForStatement',
  'CatchClause',
  'ClassExpression',
  'ClassDeclaration',
  'InterfaceDeclaration',
  'TypeAliasDeclaration',
]);
/** Declarations whose own name belongs to the scope around them. */
const NAMED = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'InterfaceDeclaration',
  'TypeAliasDeclaration',
]);

/** Reads a cell as text: it need not be right. */
export function namesOf(code: string): CellNames {
  const cell = pythonCell(code);
  if (cell) {
    return {
      defines: new Map(),
      uses: new Set(),
      usesLater: new Set(),
      changes: new Set(),
      changesLater: new Set(),
      passes: [],
      // An exercise's cell has a process of its own, which no other cell works on.
      ...(cell.exercise === undefined && { python: { version: cell.version } }),
    };
  }
  return new Reader(code).read();
}

class Reader {
  private readonly defines = new Map<string, 'variable' | 'fixed' | 'import'>();
  private readonly uses = new Set<string>();
  private readonly usesLater = new Set<string>();
  private readonly changes = new Set<string>();
  private readonly changesLater = new Set<string>();
  private readonly passes: { name: string; to: string; later: boolean }[] = [];
  /** Names by the node of their scope. */
  private readonly scopes = new Map<number, Set<string>>();

  constructor(private readonly code: string) {}

  read(): CellNames {
    const tree = typescript.parse(this.code);
    // Definitions first: a function may be used before its line.
    tree.iterate({
      enter: ({ node }) => {
        if (/^(Variable|Type)Definition$/.test(node.name)) this.define(node);
      },
    });
    tree.iterate({ enter: ({ node }) => this.mention(node) });
    const module = /@module\s+(\w+)/.exec(this.code)?.[1];
    if (module !== undefined) this.defines.set(`./${module}`, 'fixed');
    const { defines, uses, usesLater, changes, changesLater, passes } = this;
    return { defines, uses, usesLater, changes, changesLater, passes };
  }

  private text(node: SyntaxNode): string {
    return this.code.slice(node.from, node.to);
  }

  private define(node: SyntaxNode): void {
    const declaration = ancestor(node, (name) => /Declaration$|^AssignmentExpression$/.test(name));
    // `[a, b] = …` gives existing names other values.
    if (declaration?.name === 'AssignmentExpression' && !scopeOf(node, declaration)) return;
    const scope = scopeOf(node);
    if (scope) {
      const names = this.scopes.get(scope.from) ?? new Set();
      this.scopes.set(scope.from, names.add(this.text(node)));
    } else if (declaration?.name === 'ImportDeclaration') {
      this.defines.set(this.text(node), 'import');
    } else {
      const isVariable = declaration?.name === 'VariableDeclaration';
      this.defines.set(this.text(node), isVariable ? 'variable' : 'fixed');
    }
  }

  private mention(node: SyntaxNode): void {
    const isShorthand =
      node.name === 'PropertyDefinition' &&
      node.parent?.name === 'Property' &&
      !node.nextSibling &&
      node.parent.parent?.name === 'ObjectExpression';
    const isAssigned =
      node.name === 'VariableDefinition' &&
      ancestor(node, (name) => /Declaration$|^AssignmentExpression$/.test(name))?.name ===
        'AssignmentExpression';
    if (node.name === 'String' && node.parent?.name === 'ImportDeclaration') {
      const name = this.text(node).slice(1, -1);
      if (name.startsWith('./')) this.uses.add(name);
    }
    if (!/^(VariableName|TypeName)$/.test(node.name) && !isShorthand && !isAssigned) return;
    if (node.parent?.name === 'ImportGroup' || this.isLocal(node)) return;
    const name = this.text(node);
    if (!this.defines.has(name)) this.uses.add(name);
    this.prediction(node, name);
    // What `notebookPython()` gives is the process; with a version it would be a new one.
    const isCalled = node.parent?.name === 'CallExpression';
    if (name === 'notebookPython' && isCalled && !STARTS_PYTHON.test(this.text(node.parent!)))
      this.process();
    const later = ancestor(node, (type) => FUNCTIONS.has(type)) !== undefined;
    if (later) this.usesLater.add(name);
    if (isAssigned) this.change(name, later);
    else this.surroundings(node, name, later);
  }

  /** `predict('x', …)` gives what `reveal('x', …)` asks for. */
  private prediction(node: SyntaxNode, name: string): void {
    if (name !== 'predict' && name !== 'reveal') return;
    const key = node.nextSibling?.getChild('String');
    if (node.parent?.name !== 'CallExpression' || !key) return;
    const prediction = `the prediction ${this.text(key).slice(1, -1)}`;
    if (name === 'predict') this.defines.set(prediction, 'fixed');
    else this.uses.add(prediction);
  }

  private process(): void {
    this.uses.add(PY);
    this.changes.add(PY);
  }

  private change(name: string, later: boolean): void {
    (later ? this.changesLater : this.changes).add(name);
  }

  /** Notes what the surroundings of a name do to its value. */
  private surroundings(node: SyntaxNode, name: string, later: boolean): void {
    let whole = node;
    while (whole.parent?.name === 'MemberExpression' && whole.parent.from === whole.from)
      whole = whole.parent;
    const { parent } = whole;
    if (!parent) return;
    const isFirst = parent.from === whole.from;
    if (
      (parent.name === 'AssignmentExpression' && isFirst) ||
      /^(Postfix|Unary)Expression$/.test(parent.name) ||
      (parent.name === 'CallExpression' && isFirst && whole !== node)
    ) {
      this.change(name, later);
    } else if (parent.name === 'ArgList' && parent.parent?.firstChild) {
      this.passes.push({ name, to: this.text(parent.parent.firstChild), later });
    }
  }

  private isLocal(node: SyntaxNode): boolean {
    const name = this.text(node);
    for (let at = node.parent; at; at = at.parent)
      if (SCOPES.has(at.name) && this.scopes.get(at.from)?.has(name)) return true;
    return false;
  }
}

function ancestor(node: SyntaxNode, test: (name: string) => boolean): SyntaxNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (test(at.name)) return at;
  return undefined;
}

/** The scope that a definition belongs to, up to `end`; undefined for the cell itself. */
function scopeOf(node: SyntaxNode, end?: SyntaxNode): SyntaxNode | undefined {
  const own = node.parent && NAMED.has(node.parent.name) ? node.parent : undefined;
  for (let at = own ? own.parent : node.parent; at; at = at.parent) {
    if (end && at.from === end.from && at.to === end.to) return undefined;
    if (SCOPES.has(at.name)) return at;
  }
  return undefined;
}
