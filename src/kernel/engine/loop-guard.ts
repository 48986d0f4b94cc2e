import { GUARD } from './guard';

import ts = require('@tslab/typescript-for-tslab');

/**
 * Puts a call to the guard at the head of every loop: so a loop asks for itself whether the user wants to stop.
 * A browser has no signals. Under Node, a signal ends only what `vm.runInThisContext` runs, which is nothing after
 * an `await`; and a signal that comes just when a script ends is another one's.
 */
export function guardLoops(): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      const inner = ts.visitEachChild(node, visit, context);
      if (!ts.isIterationStatement(inner, false)) return inner;
      const turn = factory.createExpressionStatement(
        factory.createCallExpression(factory.createIdentifier(GUARD), undefined, []),
      );
      return withBody(inner, factory.createBlock([turn, inner.statement], true), factory);
    };
    return ts.visitEachChild(file, visit, context);
  };
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
