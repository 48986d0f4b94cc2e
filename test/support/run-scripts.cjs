// Runs Python scripts on the compiled simulator: node run-scripts.cjs FOLDER [PREFIX|PART/PARTS] [one|two], where each
// NAME.py has a NAME.json of version to standard output. Runs all of them, those whose name begins with PREFIX,
// or with 0/2 the first of every two; on all versions, or on one or two that follow from the name. At the end of
// each run its reference counts are proved. Prints a line of JSON for each script: on how many versions it ran, and the
// first difference on each version that failed.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { makeRoomForNewObjects, optimiseRarely } = require('./short-runs.cjs');

optimiseRarely();
makeRoomForNewObjects();
const { boot } = require('../../dist/src');
const { describeAuditFinding, execAudited } = require('../../dist/src/python/audited');
const { defaultHost } = require('../../dist/src/python/os/host');

const [folder, only = '', versions = 'all'] = process.argv.slice(2);
const [part, parts] = only.includes('/') ? only.split('/').map(Number) : [0, 1];
const prefix = only.includes('/') ? '' : only;
/** All of a script's versions, or one, or two that lie far apart: another script has others. */
function chosen(name, recorded) {
  if (versions === 'all') return recorded;
  const first = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const half = recorded.length >> 1;
  const several = versions === 'one' ? [first] : [...new Set([first, first + half])];
  return several.map((i) => recorded[i % recorded.length]);
}

const files = readdirSync(folder).filter((name) => name.endsWith('.py') && name.startsWith(prefix));
if (files.length === 0) {
  console.error(`no script in ${folder} has a name that begins with ${prefix}`);
  process.exit(2);
}
for (const file of files.filter((_, i) => i % parts === part)) {
  const source = readFileSync(join(folder, file), 'utf8');
  const failures = [];
  let runs = 0;
  const expected = JSON.parse(readFileSync(join(folder, file.replace('.py', '.json')), 'utf8'));
  for (const [version, output] of chosen(file, Object.entries(expected))) {
    runs++;
    let printed = '';
    let errors = '';
    const write = (stream, text) => {
      if (stream === 'stdout') printed += text;
      else errors += text;
    };
    const py = boot(version, { host: { ...defaultHost(), write } });
    let wrong = [];
    try {
      wrong = execAudited(py, source, { filename: file, statements: false }).findings;
      py.finish();
    } catch (error) {
      errors += error.stack;
    }
    if (wrong.length > 0) failures.push({ version, wrong: wrong.map(describeAuditFinding) });
    if (printed === output) continue;
    const got = printed.split('\n');
    const line = output.split('\n').findIndex((text, i) => text !== got[i]);
    const wanted = output.split('\n')[line];
    failures.push({
      version,
      line: line + 1,
      got: got[line],
      wanted,
      errors: errors.slice(-500),
    });
  }
  console.log(JSON.stringify({ name: file.replace('.py', ''), runs, failures }));
}
