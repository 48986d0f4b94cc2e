import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dealer, Request, Subscriber } from 'zeromq';

/*
 * A small Jupyter front end: starts a kernel and speaks the protocol to it, for tests and the
 * benchmark. Written apart from the kernel's own side, so that a mistake there is not made twice.
 */

export interface ClientMessage {
  readonly type: string;
  readonly parent: string | undefined;
  readonly content: Record<string, unknown>;
}

export interface Executed {
  readonly reply: Record<string, unknown>;
  /** iopub messages of this cell but for status and execute_input. */
  readonly outputs: ClientMessage[];
}

const PORTS = ['shell', 'iopub', 'stdin', 'control', 'hb'] as const;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export class JupyterClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'heaplab-client-'));
  /** Every iopub message so far. */
  readonly published: ClientMessage[] = [];
  child!: ChildProcess;
  key: string = randomUUID();
  private readonly session = randomUUID();
  private readonly sockets = {
    shell: new Dealer({ linger: 0, routingId: this.session }),
    control: new Dealer({ linger: 0, routingId: this.session }),
    stdin: new Dealer({ linger: 0, routingId: this.session }),
    iopub: new Subscriber({ linger: 0 }),
    hb: new Request({ linger: 0 }),
  };
  private readonly waiting = new Map<string, (message: ClientMessage) => void>();
  private readonly listeners = new Set<(message: ClientMessage) => void>();
  onInputRequest: (content: Record<string, unknown>) => string = () => '';

  /** Starts a kernel: `command` gives Node's arguments for a connection file. */
  async start(command: (file: string) => string[]): Promise<void> {
    const ports = await Promise.all(PORTS.map(freePort));
    const file = join(this.folder, 'connection.json');
    const info = {
      transport: 'tcp',
      ip: '127.0.0.1',
      key: this.key,
      signature_scheme: 'hmac-sha256',
      ...Object.fromEntries(PORTS.map((name, i) => [`${name}_port`, ports[i]])),
    };
    writeFileSync(file, JSON.stringify(info));
    for (const [i, name] of PORTS.entries())
      this.sockets[name].connect(`tcp://127.0.0.1:${ports[i]}`);
    this.sockets.iopub.subscribe();
    for (const name of ['shell', 'control', 'stdin'] as const) void this.listen(name);
    void this.listenToIopub();
    this.child = spawn(process.execPath, command(file), { cwd: this.folder, stdio: 'ignore' });
  }

  /** Waits until iopub is joined: a kernel's first status messages can be lost before that. */
  async ready(): Promise<void> {
    const joined = new Promise<void>((resolve) => {
      this.listeners.add(() => resolve());
    });
    await this.request('kernel_info_request', {});
    const again = setInterval(() => void this.request('kernel_info_request', {}), 100);
    await joined;
    clearInterval(again);
    this.listeners.clear();
  }

  private static parse(frames: Buffer[]): ClientMessage {
    const at = frames.findIndex((frame) => frame.toString() === '<IDS|MSG>');
    const [header, parent, , content] = frames
      .slice(at + 2)
      .map((part) => JSON.parse(part.toString()));
    return { type: header.msg_type, parent: parent.msg_id, content };
  }

  private async listen(name: 'shell' | 'control' | 'stdin'): Promise<void> {
    for await (const frames of this.sockets[name]) {
      const message = JupyterClient.parse(frames);
      if (message.type === 'input_request') {
        const value = this.onInputRequest(message.content);
        await this.sockets.stdin.send(this.encode('input_reply', { value }).frames);
      }
      if (message.parent) this.waiting.get(message.parent)?.(message);
    }
  }

  private async listenToIopub(): Promise<void> {
    for await (const frames of this.sockets.iopub) {
      const message = JupyterClient.parse(frames);
      this.published.push(message);
      for (const listener of this.listeners) listener(message);
    }
  }

  encode(type: string, content: unknown, key = this.key): { id: string; frames: Buffer[] } {
    const id = randomUUID();
    const header = {
      msg_id: id,
      session: this.session,
      username: 'client',
      date: new Date().toISOString(),
      msg_type: type,
      version: '5.3',
    };
    const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    return { id, frames: [Buffer.from('<IDS|MSG>'), Buffer.from(hmac.digest('hex')), ...parts] };
  }

  /** Sends a request and waits for its reply. */
  async request(
    type: string,
    content: unknown,
    channel: 'shell' | 'control' = 'shell',
  ): Promise<Record<string, unknown>> {
    const { id, frames } = this.encode(type, content);
    return (await this.exchange(id, frames, channel)).content;
  }

  /** Sends frames as they are; resolves with the reply to the message `id`. */
  async exchange(
    id: string,
    frames: Buffer[],
    channel: 'shell' | 'control' = 'shell',
  ): Promise<ClientMessage> {
    const reply = new Promise<ClientMessage>((resolve) => this.waiting.set(id, resolve));
    await this.sockets[channel].send(frames);
    const message = await reply;
    this.waiting.delete(id);
    return message;
  }

  /** Runs a cell and gathers what it put out, until the kernel is idle again. */
  async execute(code: string, more: Record<string, unknown> = {}): Promise<Executed> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
    };
    const { id, frames } = this.encode('execute_request', { ...content, ...more });
    const idle = this.until(
      ({ type, parent, content: { execution_state } }) =>
        type === 'status' && parent === id && execution_state === 'idle',
    );
    const { content: reply } = await this.exchange(id, frames);
    await idle;
    return { reply, outputs: this.outputsOf(id) };
  }

  outputsOf(id: string): ClientMessage[] {
    return this.published.filter(
      ({ type, parent }) => parent === id && type !== 'status' && type !== 'execute_input',
    );
  }

  /** Resolves at the next iopub message that fits. */
  until(fits: (message: ClientMessage) => boolean): Promise<ClientMessage> {
    return new Promise((resolve) => {
      const listener = (message: ClientMessage): void => {
        if (!fits(message)) return;
        this.listeners.delete(listener);
        resolve(message);
      };
      this.listeners.add(listener);
    });
  }

  async heartbeat(): Promise<string> {
    await this.sockets.hb.send('ping');
    return (await this.sockets.hb.receive()).toString();
  }

  /** Ends the kernel and removes what was written. */
  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(timer);
    }
    for (const socket of Object.values(this.sockets)) socket.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
