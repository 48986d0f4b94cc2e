import type { CellMessage, ConversionRequest, HostMessage } from '../../kernel/protocol';

/*
 * What the page says to its two workers, and they to it. The messages of cells are those of the kernel
 * (kernel/protocol.ts); a conversion goes by way of the page to the worker that has TypeScript.
 */

/** How the engine's worker learns that its cell should stop. */
export type StopWay =
  /** One int32, not 0 when it should stop: where pages are isolated. */
  | { readonly by: 'flag'; readonly flag: Int32Array }
  /** The address of a blob of the page's, which takes it back when the cell should stop. */
  | { readonly by: 'address'; readonly url: string }
  /** Not at all: the worker has to be ended. */
  | { readonly by: 'end' };

export type ToEngine =
  | { readonly type: 'start'; readonly memory: number | undefined }
  /** Before the first cell, and before the next one after a stop. */
  | { readonly type: 'stopBy'; readonly way: StopWay }
  | { readonly type: 'converted'; readonly number: number; readonly answer: unknown }
  | HostMessage;

export type FromEngine =
  | CellMessage
  /** A policy of the worker's forbids to read addresses of blobs. */
  | { readonly type: 'readsNoAddress' }
  | { readonly type: 'convert'; readonly number: number; readonly request: ConversionRequest };

export interface ToTypeScript {
  readonly number: number;
  /** None for the first message, which only asks to load. */
  readonly request: ConversionRequest | undefined;
}

export interface FromTypeScript {
  readonly number: number;
  readonly answer: unknown;
}

/** What a worker has of its own; the page's declarations know only windows. */
export interface WorkerScope<To, From> {
  readonly location: { readonly href: string };
  postMessage(message: From): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<To>) => void): void;
  addEventListener(
    type: 'unhandledrejection',
    listener: (event: PromiseRejectionEvent) => void,
  ): void;
}
