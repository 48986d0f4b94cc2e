// Vega-Lite's own schema, compiled once for all test files of a worker. Plain code is enough: a schema of 2 MB is
// compiled in a third of the time when Ajv neither optimises nor inlines.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { default: Ajv } = require('ajv');

const path = join(__dirname, '../../node_modules/vega-lite/build/vega-lite-schema.json');
const options = { strict: false, validateFormats: false, inlineRefs: false, code: { optimize: 0 } };

exports.validate = new Ajv(options).compile(JSON.parse(readFileSync(path, 'utf8')));
