import { Session } from '../session';

/*
 * What the kernelspec starts: `node main.js CONNECTION_FILE`. The cell process is started before
 * anything else is loaded, since TypeScript takes longest to warm.
 */

let onOutput: SessionHooksLike['onOutput'] = () => {};
let onInput: SessionHooksLike['onInput'] = () => {};
type SessionHooksLike = import('./kernel').SessionHooks;

const session = new Session({
  onOutput: (id, output) => onOutput(id, output),
  onInput: (id, prompt, password, reply) => onInput(id, prompt, password, reply),
});

async function main(): Promise<void> {
  const { readConnectionFile } = await import('./connection');
  const { JupyterKernel } = await import('./kernel');
  const path = process.argv[2];
  if (!path) throw new Error('usage: main.js CONNECTION_FILE');
  const kernel = new JupyterKernel(readConnectionFile(path), (hooks) => {
    onOutput = hooks.onOutput;
    onInput = hooks.onInput;
    return session;
  });
  process.on('SIGINT', () => kernel.interrupt());
  process.on('SIGTERM', () => void kernel.close().then(() => process.exit(0)));
  await kernel.start();
}

main().catch((error: Error) => {
  process.stderr.write(`heaplab kernel: ${error.message}\n`);
  process.exit(1);
});
