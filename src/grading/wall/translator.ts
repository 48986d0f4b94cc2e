import type { ConversionReplies, ConversionRequest } from '../../kernel/protocol';
import type { Wall } from './command';
import { isConversion, isDiagnostics, isFailed, isMetadata } from './messages';
import { WalledProcess } from './process';

/** What is asked here: cells are only run, not looked into. */
type WalledConversion = Extract<
  ConversionRequest,
  { readonly kind: 'metadata' | 'cell' | 'module' }
>;

/** How many answers a translator keeps, and how long they may be with their requests. */
const ANSWERS = 512;
const ANSWER_LENGTH = 50_000;
/** Bytes that an answer may have: a type can be written out at great length. */
const ANSWER_BYTES = 4 * 2 ** 20;
/** Bytes that TypeScript may hold; it needs some 300 MiB itself. */
const MEMORY = 1.5 * 2 ** 30;

/** TypeScript gave up on a cell, as on one that is nested too deep; with the name of its error. */
export class NotConverted extends Error {
  override readonly name = 'NotConverted';
  constructor(
    readonly ename: string,
    message: string,
  ) {
    super(message);
  }
}

const IS_REPLY: Readonly<Record<WalledConversion['kind'], (content: unknown) => boolean>> = {
  metadata: isMetadata,
  cell: isConversion,
  module: isDiagnostics,
};

/**
 * A process behind the wall that converts cells to JavaScript and runs none of them: nothing of one
 * sandbox can be seen in the next, so one serves many. It takes a second or two to start, as TypeScript does.
 */
export class Translator {
  private process: WalledProcess | undefined;
  /** The sandbox whose module it was given: another one must not see it. */
  private owner: object | undefined;
  /** Answers by their requests: a notebook's first cells are the same for many. */
  private readonly answers = new Map<string, unknown>();
  private last: Promise<unknown> = Promise.resolve();

  /** @param seconds that one conversion may take */
  constructor(
    private readonly wall: Wall,
    private readonly seconds: number,
  ) {}

  /**
   * Converts for a sandbox, one request after the other.
   * @throws WallEnded when the process ends under the request
   * @throws NotConverted when TypeScript gives up
   */
  convert<R extends WalledConversion>(
    sandbox: object,
    request: R,
  ): Promise<ConversionReplies[R['kind']]> {
    const answer = this.last.then(() => this.answer(sandbox, request));
    this.last = answer.catch(() => {});
    return answer;
  }

  private async answer<R extends WalledConversion>(
    sandbox: object,
    request: R,
  ): Promise<ConversionReplies[R['kind']]> {
    if (this.owner !== undefined && this.owner !== sandbox) await this.restart();
    if (request.kind === 'module') this.owner = sandbox;
    // With a module, the same code may mean something else.
    const key = this.owner === undefined ? JSON.stringify(request) : undefined;
    const known = key === undefined ? undefined : this.answers.get(key);
    const answer = known ?? (await this.ask(request));
    if (isFailed(answer)) throw new NotConverted(answer.failed.name, answer.failed.message);
    if (
      key !== undefined &&
      known === undefined &&
      key.length + lengthOf(answer) <= ANSWER_LENGTH
    ) {
      if (this.answers.size === ANSWERS) this.answers.clear();
      this.answers.set(key, answer);
    }
    return answer as ConversionReplies[R['kind']];
  }

  private async ask(request: WalledConversion): Promise<unknown> {
    if (this.process?.ended) await this.restart();
    this.process ??= new WalledProcess('conversion', this.wall, MEMORY);
    const isReply = IS_REPLY[request.kind];
    return this.process.request(
      { request },
      (content): content is unknown => isFailed(content) || isReply(content),
      'TypeScript',
      this.seconds,
      ANSWER_BYTES,
    );
  }

  private async restart(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    this.owner = undefined;
    await process?.close();
  }

  async close(): Promise<void> {
    await this.restart();
  }
}

function lengthOf(answer: unknown): number {
  return JSON.stringify(answer).length;
}
