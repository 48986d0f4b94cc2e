import type { Command } from 'commander';
import { CliError, print } from './output';

interface Where {
  readonly user?: boolean;
  readonly prefix?: string;
}

export function addKernel(program: Command): void {
  const kernel = program.command('kernel').description('the Jupyter kernel');
  for (const [name, does] of [
    ['install', 'write the kernelspec, so that Jupyter offers "TypeScript (Heaplab)"'],
    ['uninstall', 'remove the kernelspec'],
  ] as const) {
    kernel
      .command(name)
      .description(does)
      .option('--user', "the user's own kernels (the default)")
      .option('--prefix <dir>', 'DIR/share/jupyter/kernels, as for a virtual environment')
      .action(async (options: Where) => {
        const spec = await import('../kernel/jupyter/kernelspec');
        if (options.user && options.prefix) throw new CliError('give --user or --prefix, not both');
        const kernels = options.prefix
          ? spec.prefixKernelFolder(options.prefix)
          : spec.userKernelFolder();
        if (name === 'install') print(`installed ${spec.installKernelSpec(kernels)}`);
        else if (spec.uninstallKernelSpec(kernels)) print(`removed ${kernels}/${spec.KERNEL_NAME}`);
        else throw new CliError(`no kernelspec ${spec.KERNEL_NAME} in ${kernels}`, 1);
      });
  }
}
