import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** The version of the messaging protocol that is spoken (jupyter-client docs, "Messaging"). */
export const PROTOCOL_VERSION = '5.4';

export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

export interface Message {
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly parent: Header | Record<string, never>;
  readonly metadata: Record<string, unknown>;
  readonly content: Record<string, unknown>;
}

const DELIMITER = Buffer.from('<IDS|MSG>');

/** A message that is not to be answered: malformed, or signed with another key. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';
}

/** Signs and checks the messages of one connection. */
export class Wire {
  private readonly session = randomUUID();

  constructor(private readonly key: string) {}

  private sign(parts: readonly Buffer[]): string {
    if (this.key === '') return '';
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }

  /** Reads a message from its frames. @throws BadMessage */
  decode(frames: readonly Buffer[]): Message {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...rest] = at < 0 ? [] : frames.slice(at + 1);
    if (!signature || rest.length < 4)
      throw new BadMessage('a message lacks its delimiter or parts');
    const parts = rest.slice(0, 4);
    const expected = Buffer.from(this.sign(rest));
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) {
      throw new BadMessage('a message is not signed with the key of this connection');
    }
    try {
      const [header, parent, metadata, content] = parts.map((part) =>
        JSON.parse(part.toString('utf8')),
      );
      return { identities: frames.slice(0, at), header, parent, metadata, content };
    } catch (error) {
      throw new BadMessage(`a message is not JSON: ${(error as Error).message}`);
    }
  }

  /** The frames of a message with the given parent. */
  encode(
    type: string,
    content: unknown,
    parent: Message | undefined,
    identities: readonly Buffer[],
    metadata: Record<string, unknown> = {},
  ): Buffer[] {
    const header: Header = {
      msg_id: randomUUID(),
      session: this.session,
      username: parent?.header.username ?? 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    };
    const parts = [header, parent?.header ?? {}, metadata, content].map((part) =>
      Buffer.from(JSON.stringify(part)),
    );
    return [...identities, DELIMITER, Buffer.from(this.sign(parts)), ...parts];
  }
}
