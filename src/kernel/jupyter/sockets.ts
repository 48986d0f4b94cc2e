import { Publisher, Reply, Router } from 'zeromq';
import { type ConnectionInfo, endpoint } from './connection';
import { BadMessage, type Message, Wire } from './message';

/** Sends frames one after the other: a ZeroMQ socket allows one send at a time. */
class Outbox {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Publisher | Router) {}

  send(frames: Buffer[]): Promise<void> {
    this.tail = this.tail
      .then(() => this.socket.send(frames))
      .catch((error: Error) => {
        process.stderr.write(`heaplab kernel: a message could not be sent: ${error.message}\n`);
      });
    return this.tail;
  }
}

export type Channel = 'shell' | 'control' | 'stdin';

/** The five sockets of a kernel: opened, signed, and read. */
export class KernelSockets {
  private readonly wire: Wire;
  private readonly iopub = new Publisher({ linger: 500 });
  private readonly heartbeat = new Reply({ linger: 0 });
  private readonly routers: Record<Channel, Router> = {
    shell: new Router({ linger: 500 }),
    control: new Router({ linger: 500 }),
    stdin: new Router({ linger: 0 }),
  };
  private readonly outboxes: Record<Channel | 'iopub', Outbox>;

  constructor(private readonly info: ConnectionInfo) {
    this.wire = new Wire(info.key);
    const { shell, control, stdin } = this.routers;
    this.outboxes = {
      shell: new Outbox(shell),
      control: new Outbox(control),
      stdin: new Outbox(stdin),
      iopub: new Outbox(this.iopub),
    };
  }

  /** Binds all sockets and hands each message that is properly signed to `receive`. */
  async open(receive: (channel: Channel, message: Message) => void): Promise<void> {
    const { info, routers } = this;
    await Promise.all([
      routers.shell.bind(endpoint(info, info.shell_port)),
      routers.control.bind(endpoint(info, info.control_port)),
      routers.stdin.bind(endpoint(info, info.stdin_port)),
      this.iopub.bind(endpoint(info, info.iopub_port)),
      this.heartbeat.bind(endpoint(info, info.hb_port)),
    ]);
    for (const channel of ['shell', 'control', 'stdin'] as const)
      void this.listen(channel, receive);
    void this.beat();
  }

  private async listen(
    channel: Channel,
    receive: (channel: Channel, message: Message) => void,
  ): Promise<void> {
    for await (const frames of this.routers[channel]) {
      try {
        receive(channel, this.wire.decode(frames));
      } catch (error) {
        if (!(error instanceof BadMessage)) throw error;
        process.stderr.write(`heaplab kernel: dropped: ${error.message}\n`);
      }
    }
  }

  private async beat(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }

  /** Answers a message on the channel that it came by. */
  reply(channel: Channel, type: string, content: unknown, parent: Message): Promise<void> {
    return this.outboxes[channel].send(this.wire.encode(type, content, parent, parent.identities));
  }

  /** Publishes to every front end. */
  publish(type: string, content: unknown, parent: Message | undefined): Promise<void> {
    const topic = Buffer.from(type);
    return this.outboxes.iopub.send(this.wire.encode(type, content, parent, [topic]));
  }

  close(): void {
    for (const socket of [this.iopub, this.heartbeat, ...Object.values(this.routers)])
      socket.close();
  }
}
