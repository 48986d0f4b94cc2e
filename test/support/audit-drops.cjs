// Does the audit see every lost drop? node audit-drops.cjs FOLDER VERSION SITES SEED
// Loads the compiled simulator with each `decref(op);` turned into one that can be left out. Runs the scripts of a
// folder to learn which of them reach each drop with an object that they made themselves. Then SITES of these drops are
// chosen by chance and left out, one at a time, and scripts that reach the drop run again, audited.
// Prints a line of JSON for each: the place in dist/src, the scripts, and what the audit reported.
const { readdirSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, relative } = require('node:path');

const [folder, version, count, seed] = process.argv.slice(2);
const DIST = join(__dirname, '..', '..', 'dist', 'src');
const STATEMENT = /^( *)((?:\w+\.)*\w+)\.(x?decref)\((.*)\);$/;

/** `file:line` of every drop. */
const sites = [];
let takenOut = -1;
/** What a run reaches: the interpreter, the blocks that were allocated since it began, and the drops. */
let learning;

/** Tells of a drop. @returns whether it is to happen */
globalThis.dropsAt = (site, py, op) => {
  if (site === takenOut) return false;
  if (op === 0 || py !== learning?.py) return true;
  // From 3.12 on the count of an immortal object is negative as an int32.
  const counts = py.i32[op] > 0;
  if (counts && learning.blocks.has(op - py.preWords(py.typeOf(op)))) learning.reached.add(site);
  return true;
};

const load = Module._extensions['.js'];
Module._extensions['.js'] = (module, path) => {
  if (!/^(python|objects)\//.test(relative(DIST, path))) return load(module, path);
  const lines = readFileSync(path, 'utf8').split('\n');
  const watched = lines.map((line, i) => {
    const [, indent, owner, name, argument] = STATEMENT.exec(line) ?? [];
    // The counts of dicts' keys are of another kind.
    if (owner === undefined || /\b(keys|this)$/.test(owner)) return line;
    const site = sites.push(`${relative(DIST, path)}:${i + 1}`) - 1;
    return `${indent}{const $op=(${argument});if(dropsAt(${site},${owner},$op))${owner}.${name}($op);}`;
  });
  module._compile(watched.join('\n'), path);
};

const { boot } = require(DIST);
const { describeAuditFinding, execAudited } = require(join(DIST, 'python', 'audited'));
const { defaultHost } = require(join(DIST, 'python', 'os', 'host'));

const start = () => boot(version, { host: { ...defaultHost(), write() {} } });
const names = readdirSync(folder).filter((name) => {
  if (!name.endsWith('.py')) return false;
  const recorded = readFileSync(join(folder, name.replace('.py', '.json')), 'utf8');
  return JSON.parse(recorded)[version] !== undefined;
});
const run = (py, name) => {
  const source = readFileSync(join(folder, name), 'utf8');
  return execAudited(py, source, { filename: name, statements: false }).findings;
};

/** The scripts that reach each drop, the quickest first. */
const scripts = new Map();
for (const name of names) {
  const py = start();
  learning = { py: py.interpreter, blocks: new Set(), reached: new Set() };
  const { blocks, reached } = learning;
  const hook = {
    allocated: (block) => blocks.add(block),
    freed: (block) => blocks.delete(block),
    resized: (from, to) => blocks.delete(from) && blocks.add(to),
    reused: (block) => blocks.add(block),
  };
  py.interpreter.setHook(hook, true);
  const begun = process.cpuUsage().user;
  run(py, name);
  const cost = process.cpuUsage().user - begun;
  learning = undefined;
  for (const site of reached) {
    if (!scripts.has(site)) scripts.set(site, []);
    scripts.get(site).push({ name, cost });
  }
}
for (const each of scripts.values()) each.sort((a, b) => a.cost - b.cost);

let state = Number(seed) >>> 0;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const left = [...scripts.keys()];
console.log(JSON.stringify({ sites: sites.length, reached: left.length }));
for (let i = 0; i < Number(count) && left.length > 0; i++) {
  const [site] = left.splice(below(left.length), 1);
  takenOut = site;
  const tried = [];
  let findings = [];
  for (const { name } of scripts.get(site).slice(0, 3)) {
    tried.push(name);
    findings = run(start(), name).map(describeAuditFinding);
    if (findings.length > 0) break;
  }
  takenOut = -1;
  console.log(JSON.stringify({ site: sites[site], tried, findings: findings.slice(0, 3) }));
}
