import { importedModules } from '../../code';

/** Names the modules that a program imports and the simulator does not have. */
export function Missing({
  source,
  modules,
}: {
  readonly source: string;
  readonly modules: readonly string[];
}) {
  const missing = importedModules(source).filter((name) => !modules.includes(name));
  if (missing.length === 0) return null;
  return (
    <div class="state problem" role="status">
      The simulator does not have{' '}
      {missing.map((name, i) => (
        <>
          {i > 0 && ', '}
          <code>{name}</code>
        </>
      ))}
      : the program ends where it imports {missing.length === 1 ? 'it' : 'one of them'}.{' '}
      <details>
        <summary>What it has</summary>
        {modules.filter((name) => !name.startsWith('_')).join(', ')}
      </details>
    </div>
  );
}
