import { GUARD } from './guard';

import ts = require('@tslab/typescript-for-tslab');

/** The loops that get a guard: those inside async functions, or every one. */
export type GuardedLoops = 'async' | 'every';

/**
 * Puts a call to the guard at the head of loops.
 *
 * Under Node, the part of a cell before its first `await` runs inside `vm.runInThisContext`, which
 * SIGINT stops. What comes after an `await` runs from the event loop, where nothing can: so such loops
 * ask for themselves whether the user wants to stop. A cell with a top-level await becomes an async
 * function as a whole. In a browser there is no signal, and every loop has to ask.
 */
export function guardLoops(loops: GuardedLoops): ts.TransformerFactory<ts.SourceFile> {
  const every = loops === 'every';
  return (context) => (file) => {
    const { factory } = context;
    const visit =
      (guarded: boolean) =>
      (node: ts.Node): ts.Node => {
        if (ts.isFunctionLike(node)) {
          return ts.visitEachChild(node, visit(every || isAsync(node)), context);
        }
        const inner = ts.visitEachChild(node, visit(guarded), context);
        if (!guarded || !ts.isIterationStatement(inner, false)) return inner;
        const turn = factory.createExpressionStatement(
          factory.createCallExpression(factory.createIdentifier(GUARD), undefined, []),
        );
        const body = factory.createBlock([turn, inner.statement], true);
        return withBody(inner, body, factory);
      };
    return ts.visitEachChild(file, visit(every || hasTopLevelAwait(file)), context);
  };
}

function isAsync(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

function withBody(loop: ts.IterationStatement, body: ts.Block, factory: ts.NodeFactory): ts.Node {
  if (ts.isForStatement(loop)) {
    return factory.updateForStatement(
      loop,
      loop.initializer,
      loop.condition,
      loop.incrementor,
      body,
    );
  }
  if (ts.isForInStatement(loop)) {
    return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  }
  if (ts.isForOfStatement(loop)) {
    return factory.updateForOfStatement(
      loop,
      loop.awaitModifier,
      loop.initializer,
      loop.expression,
      body,
    );
  }
  if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
  return factory.updateDoStatement(
    loop as ts.DoStatement,
    body,
    (loop as ts.DoStatement).expression,
  );
}

/** Whether code waits outside of functions: by an `await` or a `for await`. */
export function hasTopLevelAwait(file: ts.SourceFile): boolean {
  const search = (node: ts.Node): boolean => {
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier))
      return true;
    if (ts.isFunctionLike(node)) return false;
    return ts.forEachChild(node, search) ?? false;
  };
  return search(file);
}
