import type { Output } from '../protocol';
import type { Message } from './message';
import type { KernelSockets } from './sockets';

/** Milliseconds for which text of one stream is gathered into one message. */
const GATHER = 20;

/** Turns the outputs of cells into iopub messages; consecutive text of one stream becomes one. */
export class OutputPublisher {
  private text:
    | { readonly name: string; readonly parent: Message | undefined; text: string }
    | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sockets: KernelSockets) {}

  put(output: Output, parent: Message | undefined, executionCount: number): void {
    if (output.type === 'stream') {
      if (this.text?.name === output.name && this.text.parent === parent) {
        this.text.text += output.text;
      } else {
        this.flush();
        this.text = { name: output.name, parent, text: output.text };
      }
      this.timer ??= setTimeout(() => this.flush(), GATHER);
      return;
    }
    this.flush();
    const { type, content } = messageOf(output, executionCount);
    void this.sockets.publish(type, content, parent);
  }

  /** Sends what is gathered. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.text) return;
    const { name, text, parent } = this.text;
    this.text = undefined;
    void this.sockets.publish('stream', { name, text }, parent);
  }
}

function messageOf(
  output: Exclude<Output, { type: 'stream' }>,
  executionCount: number,
): { type: string; content: Record<string, unknown> } {
  switch (output.type) {
    case 'result': {
      const { data, metadata } = output;
      return {
        type: 'execute_result',
        content: { data, metadata, execution_count: executionCount },
      };
    }
    case 'display':
    case 'updateDisplay': {
      const { data, metadata, displayId } = output;
      return {
        type: output.type === 'display' ? 'display_data' : 'update_display_data',
        content: {
          data,
          metadata,
          transient: displayId === undefined ? {} : { display_id: displayId },
        },
      };
    }
    case 'error':
      return { type: 'error', content: { ...output.error } };
    case 'clearOutput':
      return { type: 'clear_output', content: { wait: output.wait } };
  }
}
