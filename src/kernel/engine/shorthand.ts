import ts = require('@tslab/typescript-for-tslab');

/**
 * Writes `{ a }` as `{ a: exports.a }` where `a` is a variable of an earlier cell. tslab's converter
 * does so for every other use of a name, but leaves these out.
 */
export function expandShorthand(
  checker: ts.TypeChecker,
  earlier: ts.SourceFile,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      const inner = ts.visitEachChild(node, visit, context);
      if (!ts.isShorthandPropertyAssignment(inner)) return inner;
      const symbol = checker.getShorthandAssignmentValueSymbol(ts.getParseTreeNode(node));
      if (!symbol?.declarations?.some((declared) => declared.getSourceFile() === earlier))
        return inner;
      const { text } = inner.name;
      const variable = factory.createPropertyAccessExpression(
        factory.createIdentifier('exports'),
        text,
      );
      // `({ a = 1 } = b)` assigns.
      const { objectAssignmentInitializer: otherwise } = inner;
      return factory.createPropertyAssignment(
        text,
        otherwise ? factory.createAssignment(variable, otherwise) : variable,
      );
    };
    return ts.visitEachChild(file, visit, context);
  };
}
