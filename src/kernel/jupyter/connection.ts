import { readFileSync } from 'node:fs';

/** What a front end writes for the kernel it starts (jupyter-client docs, "Connection files"). */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: string;
}

export class ConnectionFileError extends Error {
  override readonly name = 'ConnectionFileError';
}

const PORTS = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const;

/** Reads a connection file. @throws ConnectionFileError saying what is wrong with it. */
export function readConnectionFile(path: string): ConnectionInfo {
  let info: Partial<ConnectionInfo>;
  try {
    info = JSON.parse(readFileSync(path, 'utf8')) as Partial<ConnectionInfo>;
  } catch (error) {
    throw new ConnectionFileError(
      `cannot read the connection file ${path}: ${(error as Error).message}`,
    );
  }
  for (const port of PORTS) {
    if (typeof info[port] !== 'number') throw new ConnectionFileError(`${path} has no ${port}`);
  }
  const scheme = info.signature_scheme ?? 'hmac-sha256';
  if (scheme !== 'hmac-sha256') {
    throw new ConnectionFileError(`${path}: signature scheme ${scheme} is not hmac-sha256`);
  }
  return {
    ...(info as ConnectionInfo),
    transport: info.transport ?? 'tcp',
    ip: info.ip ?? '127.0.0.1',
    key: info.key ?? '',
    signature_scheme: scheme,
  };
}

/** The address of one of the sockets. */
export function endpoint({ transport, ip }: ConnectionInfo, port: number): string {
  return transport === 'ipc' ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`;
}
