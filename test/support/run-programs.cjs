// Runs Python programs on the compiled simulator, each in a process of its own: reads lines of JSON,
// {id, version, source}, and answers each with {id, stdout, stderr, internal}: `internal` is what the
// simulator itself failed with, or what is wrong with its heap afterwards. Programs that do not end are
// the caller's to stop.
const { createInterface } = require('node:readline');
const { boot } = require('../../dist/src');
const { defaultHost } = require('../../dist/src/python/os/host');

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, version, source } = JSON.parse(line);
  const out = { stdout: '', stderr: '' };
  const write = (stream, text) => {
    out[stream] += text;
  };
  const host = { ...defaultHost(), write };
  let internal = '';
  try {
    const py = boot(version, { host });
    py.exec(source, { filename: 'program.py' });
    py.finish();
    py.check();
  } catch (error) {
    internal = String(error.stack);
  }
  process.stdout.write(`${JSON.stringify({ id, ...out, internal })}\n`);
});
