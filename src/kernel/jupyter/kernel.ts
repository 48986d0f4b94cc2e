import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../paths';
import type { ExecuteReply, Output } from '../protocol';
import type { Session } from '../session';
import type { ConnectionInfo } from './connection';
import { History, type HistoryEntry, type HistoryRequest } from './history';
import { type Message, PROTOCOL_VERSION } from './message';
import { OutputPublisher } from './publisher';
import { type Channel, KernelSockets } from './sockets';

interface ExecuteContent {
  readonly code: string;
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly stop_on_error?: boolean;
  readonly allow_stdin?: boolean;
  readonly user_expressions?: Record<string, string>;
}

/** The fields of the other requests. */
interface AnyContent extends HistoryRequest {
  readonly code: string;
  readonly cursor_pos: number;
  readonly comm_id?: string;
  readonly restart?: boolean;
}

/** A cell that runs or has run, so that late output finds its message. */
interface Running {
  readonly parent: Message;
  readonly count: number;
  readonly silent: boolean;
  readonly entry: HistoryEntry | undefined;
}

const REMEMBERED_CELLS = 1000;

/** The Jupyter host: the messaging protocol on one side, a session of cells on the other. */
export class JupyterKernel {
  private readonly sockets: KernelSockets;
  private readonly publisher: OutputPublisher;
  private readonly history = new History();
  private readonly cells = new Map<number, Running>();
  private readonly session: Session;
  private count = 0;
  /** Shell requests run one after the other. */
  private queue: Promise<void> = Promise.resolve();
  /** Execute requests received up to here are aborted: the cell before them failed. */
  private aborted = 0;
  private received = 0;
  private answerInput: ((value: string) => void) | undefined;
  private closing: Promise<void> | undefined;

  constructor(info: ConnectionInfo, sessionFor: (hooks: SessionHooks) => Session) {
    this.session = sessionFor({
      onOutput: (id, output) => this.onOutput(id, output),
      onInput: (id, prompt, password, reply) => {
        const cell = this.cells.get(id);
        if (!cell) return;
        this.answerInput = reply;
        void this.sockets.reply('stdin', 'input_request', { prompt, password }, cell.parent);
      },
    });
    this.sockets = new KernelSockets(info);
    this.publisher = new OutputPublisher(this.sockets);
  }

  async start(): Promise<void> {
    await this.sockets.open((channel, message) => this.receive(channel, message));
    await this.sockets.publish('status', { execution_state: 'starting' }, undefined);
  }

  interrupt(): void {
    this.session.interrupt();
  }

  /** Ends the session and closes the sockets; the process may then end by itself. */
  close(): Promise<void> {
    this.closing ??= this.session.close().then(() => this.sockets.close());
    return this.closing;
  }

  // ---------------------------------------------------------------- dispatch

  private receive(channel: Channel, message: Message): void {
    if (channel === 'stdin') {
      this.answerInput?.(String(message.content.value ?? ''));
      this.answerInput = undefined;
      return;
    }
    const type = message.header.msg_type;
    const order = ++this.received;
    const run = (): Promise<void> =>
      this.withStatus(message, () => this.handle(channel, type, message, order));
    // Control messages and questions the host answers alone do not wait for a running cell.
    const atOnce = channel === 'control' || AT_ONCE.has(type);
    if (atOnce) void run();
    else this.queue = this.queue.then(run);
  }

  private async withStatus(message: Message, handle: () => Promise<void>): Promise<void> {
    void this.sockets.publish('status', { execution_state: 'busy' }, message);
    try {
      await handle();
    } catch (error) {
      process.stderr.write(
        `heaplab kernel: ${message.header.msg_type}: ${(error as Error).message}\n`,
      );
    } finally {
      this.publisher.flush();
      await this.sockets.publish('status', { execution_state: 'idle' }, message);
    }
    const type = message.header.msg_type;
    if (type === 'shutdown_request') await this.close();
  }

  private async handle(
    channel: Channel,
    type: string,
    message: Message,
    order: number,
  ): Promise<void> {
    const content = message.content as unknown as AnyContent;
    const reply = (body: Record<string, unknown>): Promise<void> =>
      this.sockets.reply(
        channel,
        type.replace(/_request$/, '_reply'),
        { status: 'ok', ...body },
        message,
      );
    switch (type) {
      case 'kernel_info_request':
        return reply(kernelInfo());
      case 'execute_request':
        return reply(await this.execute(message, order));
      case 'complete_request':
        return reply(await this.complete(content.code, content.cursor_pos));
      case 'inspect_request': {
        const position = toUnits(content.code, content.cursor_pos);
        const answer = await this.session.request({
          type: 'inspect',
          code: content.code,
          position,
        });
        return reply({ found: answer.found, data: answer.data, metadata: {} });
      }
      case 'is_complete_request':
        return reply({
          ...(await this.session.request({ type: 'isComplete', code: content.code })),
        });
      case 'history_request':
        return reply({ history: this.history.query(content) });
      case 'comm_info_request':
        return reply({ comms: {} });
      case 'comm_open':
        // No comm targets here: the protocol answers an unknown target by closing.
        return this.sockets.publish('comm_close', { comm_id: content.comm_id, data: {} }, message);
      case 'interrupt_request':
        this.interrupt();
        return reply({});
      case 'shutdown_request':
        await this.sockets.publish(
          'shutdown_reply',
          { status: 'ok', restart: content.restart },
          message,
        );
        return reply({ restart: content.restart ?? false });
      case 'comm_msg':
      case 'comm_close':
        return;
      default:
        process.stderr.write(`heaplab kernel: ${type} is not a request this kernel knows\n`);
    }
  }

  // ---------------------------------------------------------------- requests

  private async execute(message: Message, order: number): Promise<Record<string, unknown>> {
    const content = message.content as unknown as ExecuteContent;
    const { code, silent = false, stop_on_error: stopOnError = true } = content;
    const storeHistory = !silent && (content.store_history ?? true);
    if (order <= this.aborted) return { status: 'aborted', execution_count: this.count };
    if (storeHistory) this.count++;
    const { count } = this;
    if (!silent)
      void this.sockets.publish('execute_input', { code, execution_count: count }, message);
    const entry = storeHistory ? this.history.add(count, code) : undefined;
    const reply = await this.session.execute(
      {
        code,
        count,
        allowStdin: content.allow_stdin ?? false,
        userExpressions: content.user_expressions ?? {},
      },
      (id) => this.remember(id, { parent: message, count, silent, entry }),
    );
    if (reply.error) {
      if (!silent) this.publisher.put({ type: 'error', error: reply.error }, message, count);
      // What was asked for before this reply stops with it; what comes after runs.
      if (stopOnError) this.aborted = this.received;
    }
    this.publisher.flush();
    return replyContent(reply, count);
  }

  private remember(id: number, cell: Running): void {
    this.cells.set(id, cell);
    const oldest = this.cells.keys().next().value;
    if (this.cells.size > REMEMBERED_CELLS && oldest !== undefined) this.cells.delete(oldest);
  }

  private onOutput(id: number, output: Output): void {
    const cell = this.cells.get(id);
    if (cell?.silent) return;
    if (output.type === 'result' && cell?.entry) {
      cell.entry.output = String(output.data['text/plain'] ?? '');
    }
    this.publisher.put(output, cell?.parent, cell?.count ?? this.count);
  }

  private async complete(code: string, cursor: number): Promise<Record<string, unknown>> {
    const position = toUnits(code, cursor);
    const { matches, start, end } = await this.session.request({
      type: 'complete',
      code,
      position,
    });
    return {
      matches,
      cursor_start: toPoints(code, start),
      cursor_end: toPoints(code, end),
      metadata: {},
    };
  }
}

/** What a session needs of its kernel. */
export interface SessionHooks {
  onOutput(id: number, output: Output): void;
  onInput(id: number, prompt: string, password: boolean, reply: (value: string) => void): void;
}

const AT_ONCE = new Set(['kernel_info_request', 'history_request', 'comm_info_request']);

function replyContent(reply: ExecuteReply, count: number): Record<string, unknown> {
  if (reply.error)
    return { status: 'error', execution_count: count, ...reply.error, user_expressions: {} };
  const payload = reply.pages.map(({ data, start }) => ({ source: 'page', data, start }));
  return { status: 'ok', execution_count: count, payload, user_expressions: reply.userExpressions };
}

function kernelInfo(): Record<string, unknown> {
  const read = (path: string): { version: string } => JSON.parse(readFileSync(path, 'utf8'));
  const { version } = read(join(PACKAGE_ROOT, 'package.json'));
  const language = read(
    createRequire(__filename).resolve('@tslab/typescript-for-tslab/package.json'),
  );
  return {
    protocol_version: PROTOCOL_VERSION,
    implementation: 'heaplab',
    implementation_version: version,
    banner: `Heaplab ${version}: TypeScript ${language.version} with CPython's memory manager`,
    language_info: {
      name: 'typescript',
      version: language.version,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: { name: 'javascript', mode: 'typescript', typescript: true },
      nbconvert_exporter: 'script',
    },
    help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
    debugger: false,
  };
}

/** A cursor in code points, as the protocol counts, in UTF-16 units, as TypeScript does; and back. */
function toUnits(code: string, points: number): number {
  return [...code].slice(0, points).join('').length;
}

function toPoints(code: string, units: number): number {
  return [...code.slice(0, units)].length;
}
