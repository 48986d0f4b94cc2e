/*
 * Reads the public API (src/api) with typedoc, once for all who show it: `npm run docs` makes the reference in
 * reference/, and every build keeps dist/api.json, which the site's page is made from (src/site/api.ts).
 * Fails when something public has no words.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Application, LogLevel, ReflectionKind, TSConfigReader, TypeDocReader } from 'typedoc';

const KINDS = {
  [ReflectionKind.Function]: 'function',
  [ReflectionKind.Class]: 'class',
  [ReflectionKind.Interface]: 'interface',
  [ReflectionKind.TypeAlias]: 'type',
};

/** A comment's text as Markdown: links become code. */
function text(parts = []) {
  return parts.map((part) => (part.target ? `\`${part.text}\`` : part.text)).join('');
}

function describe(reflection) {
  const [call] = reflection.signatures ?? [];
  const { summary, blockTags = [] } = (call ?? reflection).comment ?? {};
  const throws = blockTags.filter(({ tag }) => tag === '@throws');
  return {
    name: reflection.name,
    kind: KINDS[reflection.kind] ?? 'constant',
    signature: call ? signature(call) : reflection.name,
    text: [text(summary), ...throws.map(({ content }) => `Throws ${text(content)}`)].join('\n\n'),
  };
}

function signature({ name, typeParameters, parameters = [], type }) {
  const types = typeParameters ? `<${typeParameters.map((each) => each.name).join(', ')}>` : '';
  const names = parameters.map(({ name, type, flags, defaultValue }) => {
    const optional = flags.isOptional || defaultValue !== undefined;
    return `${flags.isRest ? '...' : ''}${name}${optional ? '?' : ''}: ${type}`;
  });
  return `${name}${types}(${names.join(', ')}): ${type}`;
}

const app = await Application.bootstrap({ skipErrorChecking: true, logLevel: LogLevel.Warn }, [
  new TypeDocReader(),
  new TSConfigReader(),
]);
const project = await app.convert();
if (project) {
  app.validate(project);
  const groups = project.children.map((group) => ({
    name: group.name,
    text: text(group.comment?.summary),
    names: group.children.map(describe),
  }));
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/api.json', JSON.stringify(groups));
  if (process.argv.includes('--html')) await app.generateDocs(project, 'reference');
}
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
