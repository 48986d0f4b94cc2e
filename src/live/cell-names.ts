import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { pythonCell } from '../kernel/engine/python-cell';

/** The name of the process of `%%python` cells in TypeScript cells. */
export const PY = 'py';

/** A call of `notebookPython` with a version, and the version when it is written out. */
const STARTS_PYTHON = /^notebookPython\s*\(\s*(?:(['"])([\w.]+)\1|[^\s)])/;

/** What a piece of code does with the names of a session. */
export interface Effects {
  /** Names that it mentions. */
  readonly uses: ReadonlySet<string>;
  /** Of those, the ones whose value it may change: by assigning, or by a call. */
  readonly changes: ReadonlySet<string>;
  /** Calls with a name as an argument change it, unless the function is an import. */
  readonly passes: readonly { readonly name: string; readonly to: string }[];
}

/** What a cell has to do with the names of a session. */
export interface CellNames {
  /** Names it gives to cells after it, and whether these can change. */
  readonly defines: ReadonlyMap<string, 'variable' | 'fixed' | 'import'>;
  /** What running it does by itself; names that it defines are not among those it uses. */
  readonly runs: Effects;
  /** What the bodies of its functions do. */
  readonly bodies: Effects;
  /** What using a name that it defines does later: by the functions in the name's definition. */
  readonly later: ReadonlyMap<string, Effects>;
  /** A process of Python cells that it begins, with the version where that is written out. */
  readonly starts?: { readonly version: string | undefined };
  /** Of a cell in Python: the version that it names, if any. */
  readonly python?: { readonly version: string | undefined };
}

const typescript = parser.configure({ dialect: 'ts' });

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
  // Of an object: `{ f() {} }`, `{ get x() {} }`.
  'Property',
]);
/** What a name can be defined in, beside the cell itself. */
const SCOPES = new Set([
  ...FUNCTIONS,
  // Types of functions have parameters with names.
  'FunctionSignature',
  'NewSignature',
  'MethodType',
  'Block',
  'SwitchBody',
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

/** What gives a name to the cells after it. */
const DEFINITIONS = new Set(['VariableDeclaration', 'FunctionDeclaration', 'ClassDeclaration']);

/** Functions of the language that leave their arguments as they are, and give nothing that is part of them. */
const READERS =
  /^(Number|String|Boolean|BigInt|isNaN|parseInt|parseFloat|structuredClone|(Math|console|JSON)\.\w+|Object\.keys|Array\.isArray)$/;
/** What only looks at a process. */
const LOOKS = /^py\.(arenas|pool|layers|objectGraph|stats|status|sys\.getsizeof)$/;
/** What changes its operand. */
const STEPS = /^(\+\+|--|delete\b)|(\+\+|--)$/;

class Gathered implements Effects {
  readonly uses = new Set<string>();
  readonly changes = new Set<string>();
  readonly passes: { name: string; to: string }[] = [];
}

/** Reads a cell as text: it need not be right. */
export function namesOf(code: string): CellNames {
  const cell = pythonCell(code);
  if (cell) {
    return {
      defines: new Map(),
      runs: new Gathered(),
      bodies: new Gathered(),
      later: new Map(),
      // An exercise's cell has a process of its own, which no other cell works on.
      ...(cell.exercise === undefined && { python: { version: cell.version } }),
    };
  }
  return new Reader(code).read();
}

class Reader {
  private readonly defines = new Map<string, 'variable' | 'fixed' | 'import'>();
  private readonly runs = new Gathered();
  private readonly bodies = new Gathered();
  private readonly later = new Map<string, Gathered>();
  private starts: CellNames['starts'];
  /** The cell's names by the node of their declaration. */
  private readonly owners = new Map<number, readonly string[]>();
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
    const { defines, runs, bodies, later, starts } = this;
    return { defines, runs, bodies, later, ...(starts && { starts }) };
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
      if (declaration) {
        const names = this.owners.get(declaration.from) ?? [];
        this.owners.set(declaration.from, [...names, this.text(node)]);
      }
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
      if (name.startsWith('./')) this.runs.uses.add(name);
    }
    if (!/^(VariableName|TypeName)$/.test(node.name) && !isShorthand && !isAssigned) return;
    if (node.parent?.name === 'ImportGroup' || this.isLocal(node)) return;
    const name = this.text(node);
    if (!this.defines.has(name)) this.runs.uses.add(name);
    this.prediction(node, name);
    if (name === 'notebookPython' && node.parent?.name === 'CallExpression')
      this.process(node.parent, isInFunction(node));
    const inFunction = isInFunction(node);
    // What a definition mentions outside of functions may have made the functions that its value has.
    for (const owner of this.ownersOf(node)) {
      this.laterOf(owner).uses.add(name);
      if (inFunction) this.surroundings(node, name, isAssigned, this.laterOf(owner));
    }
    if (inFunction) this.bodies.uses.add(name);
    this.surroundings(node, name, isAssigned, inFunction ? this.bodies : this.runs);
  }

  /** What `notebookPython()` gives is the process of Python cells; with a version it is a new one. */
  private process(call: SyntaxNode, later: boolean): void {
    const version = STARTS_PYTHON.exec(this.text(call));
    if (version && !later) this.starts = { version: version[2] };
    else {
      this.runs.uses.add(PY);
      (later ? this.bodies : this.runs).changes.add(PY);
      for (const owner of later ? this.ownersOf(call) : []) {
        this.laterOf(owner).uses.add(PY);
        this.laterOf(owner).changes.add(PY);
      }
    }
  }

  /** The names of the cell in whose definition a place lies. */
  private ownersOf(node: SyntaxNode): readonly string[] {
    let outermost: SyntaxNode | undefined;
    for (let at = node.parent; at; at = at.parent) if (DEFINITIONS.has(at.name)) outermost = at;
    if (!outermost) return [];
    return this.owners.get(outermost.from) ?? [];
  }

  private laterOf(owner: string): Gathered {
    const later = this.later.get(owner) ?? new Gathered();
    this.later.set(owner, later);
    return later;
  }

  /** `predict('x', …)` gives what `reveal('x', …)` asks for. */
  private prediction(node: SyntaxNode, name: string): void {
    if (name !== 'predict' && name !== 'reveal') return;
    const key = node.nextSibling?.getChild('String');
    if (node.parent?.name !== 'CallExpression' || !key) return;
    const prediction = `the prediction ${this.text(key).slice(1, -1)}`;
    if (name === 'predict') this.defines.set(prediction, 'fixed');
    else this.runs.uses.add(prediction);
  }

  /** Notes what the surroundings of a name do to its value. */
  private surroundings(
    node: SyntaxNode,
    name: string,
    isAssigned: boolean,
    effects: Gathered,
  ): void {
    if (isAssigned) {
      effects.changes.add(name);
      return;
    }
    let whole = node;
    while (whole.parent && isPartOf(whole, whole.parent, this.text(whole.parent)))
      whole = whole.parent;
    const { parent } = whole;
    if (!parent) return;
    const isFirst = parent.from === whole.from;
    if (
      (parent.name === 'AssignmentExpression' && isFirst) ||
      (/^(Postfix|Unary)Expression$/.test(parent.name) && STEPS.test(this.text(parent))) ||
      (parent.name === 'CallExpression' &&
        isFirst &&
        whole !== node &&
        !LOOKS.test(this.text(whole)))
    ) {
      effects.changes.add(name);
    } else if (parent.name === 'ArgList' && parent.parent?.firstChild) {
      const to = this.text(parent.parent.firstChild);
      if (!READERS.test(to)) effects.passes.push({ name, to });
    }
  }

  private isLocal(node: SyntaxNode): boolean {
    const name = this.text(node);
    for (let at = node.parent; at; at = at.parent)
      if (isScope(at) && this.scopes.get(at.from)?.has(name)) return true;
    return false;
  }
}

/** Whether a name's expression goes on in the one around it: `a` in `a.b`, `a[0]` and `a!`. */
function isPartOf(node: SyntaxNode, around: SyntaxNode, text: string): boolean {
  if (around.from !== node.from) return false;
  return (
    around.name === 'MemberExpression' ||
    (around.name === 'PostfixExpression' && text.endsWith('!'))
  );
}

function ancestor(node: SyntaxNode, test: (name: string) => boolean): SyntaxNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (test(at.name)) return at;
  return undefined;
}

/** A property of an object is a function when it has parameters. */
const isMethod = (node: SyntaxNode): boolean =>
  node.name !== 'Property' || node.getChild('ParamList') !== null;

const isScope = (node: SyntaxNode): boolean => SCOPES.has(node.name) && isMethod(node);

/** Whether code at a place runs when a function is called. */
function isInFunction(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent)
    if (FUNCTIONS.has(at.name) && isMethod(at)) return true;
  return false;
}

/** The scope that a definition belongs to, up to `end`; undefined for the cell itself. */
function scopeOf(node: SyntaxNode, end?: SyntaxNode): SyntaxNode | undefined {
  const own = node.parent && NAMED.has(node.parent.name) ? node.parent : undefined;
  for (let at = own ? own.parent : node.parent; at; at = at.parent) {
    if (end && at.from === end.from && at.to === end.to) return undefined;
    if (isScope(at)) return at;
  }
  return undefined;
}
