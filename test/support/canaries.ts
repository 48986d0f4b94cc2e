import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Says on stdout which signals it got; ends when its standard input does. */
const CANARY = `
for (const s of ['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGCONT']) process.on(s, () => console.log(s));
process.stdin.on('data', () => console.log('alive')); process.stdin.on('end', () => process.exit(0));
console.log('ready');`;

/** Files, a process and servers that an attack would touch; `touched` says which it did. */
export class Canaries {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'canary-'));
  readonly secret: string = join(this.folder, 'secret');
  readonly left: string = join(this.folder, 'left');
  readonly socket: string = join(this.folder, 'socket');
  readonly listening: string = join(this.folder, 'listening');
  private readonly servers: Server[] = [];
  private connections = 0;
  private said = '';
  private process!: ChildProcess;
  port = 0;

  async start(): Promise<void> {
    writeFileSync(this.secret, 'canary-secret');
    const loopback = this.server();
    await new Promise<void>((resolve) => loopback.listen(0, '127.0.0.1', resolve));
    this.port = (loopback.address() as { port: number }).port;
    const local = this.server();
    await new Promise<void>((resolve) => local.listen(this.socket, resolve));
    this.process = spawn(process.execPath, ['-e', CANARY], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
    });
    await this.hears('ready');
  }

  private server(): Server {
    const server = createServer((_, response) => response.end('x'));
    server.on('connection', () => this.connections++);
    this.servers.push(server);
    return server;
  }

  private async hears(word: string): Promise<boolean> {
    for (let i = 0; i < 200 && !this.said.includes(word); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.said.includes(word);
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** What has been touched since the last time. */
  async touched(): Promise<string[]> {
    this.said = this.said.replaceAll('ready', '').replaceAll('alive', '');
    const found: string[] = [];
    this.process.stdin!.write('?');
    if (!(await this.hears('alive'))) found.push('the process does not answer');
    const signals = this.said.replaceAll('alive', '').trim();
    if (signals !== '') found.push(`the process got ${signals}`);
    const stat = existsSync('/proc') ? readFileSync(`/proc/${this.pid}/stat`, 'utf8') : '';
    const nice = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16] ?? 0);
    const own = readFileSync('/proc/self/stat', 'utf8');
    if (nice !== Number(own.slice(own.lastIndexOf(')') + 2).split(' ')[16]))
      found.push('the process has another priority');
    if (this.connections > 0) found.push(`the servers had ${this.connections} connections`);
    this.connections = 0;
    const files = readdirSync(this.folder).sort().join();
    if (files !== 'secret,socket') found.push(`the folder holds ${files}`);
    if (existsSync(this.secret) && readFileSync(this.secret, 'utf8') !== 'canary-secret')
      found.push('the file has changed');
    return found;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGKILL');
    await Promise.all(
      this.servers.map((server) => new Promise((resolve) => server.close(resolve))),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }
}
