import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../paths';

export const KERNEL_NAME = 'heaplab';

/** Where Jupyter looks for the user's kernels (jupyter_core, `jupyter_data_dir`). */
export function userKernelFolder(): string {
  const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
  if (JUPYTER_DATA_DIR) return join(JUPYTER_DATA_DIR, 'kernels');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter', 'kernels');
  if (process.platform === 'win32') return join(APPDATA ?? homedir(), 'jupyter', 'kernels');
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'jupyter', 'kernels');
}

/** Where `--prefix DIR` puts kernels. */
export function prefixKernelFolder(prefix: string): string {
  return join(prefix, 'share', 'jupyter', 'kernels');
}

/** The content of kernel.json. */
export function kernelSpec(): Record<string, unknown> {
  const main = join(PACKAGE_ROOT, 'dist', 'src', 'kernel', 'jupyter', 'main.js');
  return {
    argv: [process.execPath, main, '{connection_file}'],
    display_name: 'TypeScript (Heaplab)',
    language: 'typescript',
    interrupt_mode: 'message',
    metadata: {},
  };
}

/** Writes the kernelspec into a folder of kernels; returns its own folder. */
export function installKernelSpec(kernels: string): string {
  const folder = join(kernels, KERNEL_NAME);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelSpec(), null, 2)}\n`);
  cpSync(join(PACKAGE_ROOT, 'assets', 'kernel'), folder, { recursive: true });
  return folder;
}

/** Removes the kernelspec; false when there was none. */
export function uninstallKernelSpec(kernels: string): boolean {
  const folder = join(kernels, KERNEL_NAME);
  if (!existsSync(join(folder, 'kernel.json'))) return false;
  rmSync(folder, { recursive: true });
  return true;
}
