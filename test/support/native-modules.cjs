// A transform for Jest: a module that the build made is what Node's own `require` gives.
module.exports = {
  process: (_source, path) => ({
    code: `module.exports = nativeRequire(${JSON.stringify(path)});`,
  }),
  getCacheKey: (_source, path) => `native ${path}`,
};
