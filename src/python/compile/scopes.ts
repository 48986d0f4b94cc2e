export type ScopeKind = 'module' | 'function' | 'class' | 'lambda' | 'comprehension' | 'generator';

/** How a name of a scope is reached (Python/symtable.c). */
export type Access = 'local' | 'cell' | 'free' | 'global' | 'name';

/** One block of a program with names of its own. */
export class Scope {
  readonly children: Scope[] = [];
  /** Names that are bound here: parameters first, then in the order of their first binding. */
  readonly bound = new Set<string>();
  readonly used = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly deleted = new Set<string>();
  /** Names that are stored to, other than as parameters. */
  readonly stored = new Set<string>();
  /** Those of these names that get another value than a constant or a name, and what each is copied from. */
  readonly varied = new Set<string>();
  readonly copies = new Map<string, Set<string>>();
  readonly access = new Map<string, Access>();
  readonly params: string[] = [];
  isGenerator = false;
  isAsync = false;
  /** Where the first `return` with a value begins. */
  returned: number | undefined = undefined;
  /** Whether a comprehension runs in the frame around it (3.12 on). */
  inlined = false;
  /** Of a class: whether a method needs `__class__`. */
  needsClass = false;
  /** Names that methods assign to `self`, for `__static_attributes__`. */
  readonly selfNames = new Set<string>();

  constructor(
    readonly kind: ScopeKind,
    readonly name: string,
    readonly parent: Scope | null,
    readonly className: string | null,
  ) {
    parent?.children.push(this);
  }

  get isFunction(): boolean {
    return this.kind !== 'module' && this.kind !== 'class';
  }

  names(kind: Access): string[] {
    return [...this.access].filter(([, access]) => access === kind).map(([name]) => name);
  }
}

/** `__name` in a class is `_Class__name`. */
export function mangle(name: string, className: string | null): string {
  if (className === null || !name.startsWith('__') || name.endsWith('__') || name.includes('.'))
    return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

/** What a scope needs from the scopes around it: in all, and what its inner functions need as cells. */
interface Needs {
  readonly free: ReadonlySet<string>;
  readonly closures: ReadonlySet<string>;
}

/** Decides how each name of a scope and of those inside is reached. */
export function resolve(scope: Scope, enclosing: ReadonlySet<string>): Needs {
  const own = new Set(
    [...scope.bound].filter((name) => !scope.globals.has(name) && !scope.nonlocals.has(name)),
  );
  const inside = new Set(enclosing);
  if (scope.isFunction) for (const name of own) inside.add(name);
  for (const name of scope.globals) inside.delete(name);
  if (scope.kind === 'class' && scope.needsClass) inside.add('__class__');
  const needed = new Set<string>();
  const shared = new Set<string>();
  for (const child of scope.children) {
    const { free, closures } = resolve(child, inside);
    for (const name of closures) needed.add(name);
    for (const name of free) (child.inlined ? shared : needed).add(name);
  }
  const free = new Set<string>();
  const names = [...scope.params, ...scope.bound, ...scope.used, ...scope.nonlocals];
  for (const name of new Set([...names, ...needed, ...shared])) {
    const access = accessOf(scope, name, own, enclosing, needed);
    scope.access.set(name, access);
    if (access === 'free') free.add(name);
  }
  if (scope.kind === 'class') {
    // Methods do not see the names of a class body. What methods need comes from the scopes around the class.
    for (const name of needed) {
      if (enclosing.has(name) && !(name === '__class__' && scope.needsClass)) free.add(name);
    }
  }
  const closures = new Set([...free].filter((name) => needed.has(name)));
  return { free, closures: scope.inlined ? closures : free };
}

function accessOf(
  scope: Scope,
  name: string,
  own: ReadonlySet<string>,
  enclosing: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): Access {
  if (scope.globals.has(name)) return 'global';
  if (scope.kind === 'class') {
    if (name === '__class__' && scope.needsClass) return 'cell';
    if (own.has(name)) return 'name';
    return enclosing.has(name) ? 'free' : 'name';
  }
  if (scope.kind === 'module') return 'name';
  if (own.has(name) || scope.params.includes(name)) return needed.has(name) ? 'cell' : 'local';
  return enclosing.has(name) ? 'free' : 'global';
}

/** Variables of comprehensions that run in the frame of the scope around them. */
export function inlinedNames(scope: Scope): readonly string[] {
  const inlined = scope.children.filter((child) => child.inlined);
  const names = inlined.flatMap((child) => [
    ...child.names('local'),
    ...child.names('cell'),
    ...inlinedNames(child),
  ]);
  return [...new Set(names)].filter((name) => name !== '.0');
}
