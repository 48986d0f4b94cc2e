// Runs Python programs on the compiled simulator, each in an interpreter of its own: reads lines of JSON,
// {version, source, audit}, and answers each with {stdout, stderr, internal, findings}: `internal` is what the
// simulator itself failed with, or what is wrong with its heap afterwards, `findings` are wrong reference
// counts. Programs that do not end are the caller's to stop.
const { createInterface } = require('node:readline');
const { boot } = require('../../dist/src');
const { describeAuditFinding, execAudited } = require('../../dist/src/python/audited');
const { defaultHost } = require('../../dist/src/python/os/host');

const LONGEST = 1_000_000;
/** Bytes that a program may take. */
const MEMORY = 256 * 2 ** 20;

createInterface({ input: process.stdin }).on('line', (line) => {
  const { version, source, audit = 'none' } = JSON.parse(line);
  const out = { stdout: '', stderr: '' };
  const write = (stream, text) => {
    if (out[stream].length < LONGEST) out[stream] += text;
  };
  // As into a pipe.
  const host = { ...defaultHost(), write, buffering: 'block' };
  const options = { filename: 'program.py' };
  let internal = '';
  let findings = [];
  try {
    const py = boot(version, { host, limit: MEMORY });
    if (audit === 'none') py.exec(source, options);
    else {
      const statements = audit === 'statements';
      findings = execAudited(py, source, { ...options, statements }).findings;
    }
    py.finish();
    py.check();
  } catch (error) {
    internal = String(error.stack);
  }
  findings = findings.map(describeAuditFinding);
  process.stdout.write(`${JSON.stringify({ ...out, internal, findings })}\n`);
});
