import Ajv from 'ajv';
import type { SideOutput } from 'tslab/dist/converter';
import type { CodeMetadata } from 'tslab/dist/metadata';
import type { ConversionReplies } from '../../kernel/protocol';
import type { TrialRun } from '../heap/trial';
import { MEASURES } from '../heap/trial';

/*
 * What is said through the wall. Questions come from the grader and are to be trusted; answers come from a
 * process that may be a learner's, and are data until their schema has been checked.
 */

/** A cell as JavaScript, and the modules (`@module` cells) that it can import. */
export interface RunRequest {
  readonly type: 'run';
  readonly code: string;
  readonly isAsync: boolean;
  readonly modules: readonly SideOutput[];
}

/** A `%%python` cell: its program, and the version if it names one. */
export interface PythonRequest {
  readonly type: 'python';
  readonly source: string;
  readonly version?: string;
}

/** A call of a function that a cell defined, with arguments as `toPlain` gives them. */
export interface CallRequest {
  readonly type: 'call';
  readonly name: string;
  readonly args: readonly unknown[];
}

export type CellsRequest = RunRequest | PythonRequest | CallRequest;

/** An error of a cell, or of a call. */
export interface WalledError {
  readonly ename: string;
  readonly evalue: string;
}

export type RunReply = { readonly status: 'ok' } | ({ readonly status: 'error' } & WalledError);

export type CallReply =
  | { readonly status: 'ok'; readonly value: unknown }
  | { readonly status: 'missing' }
  | ({ readonly status: 'error' } & WalledError);

/** The first thing that a walled process says. */
export interface Ready {
  readonly runtime: 'deno' | 'node';
  /** What the runtime would let it do; empty, or the wall does not hold. */
  readonly granted: readonly string[];
}

export interface Reply {
  readonly id: string;
  readonly content: unknown;
}

/** Characters of an error's name and message that are taken. */
const MOST_TEXT = 10_000;

const text = { type: 'string', maxLength: MOST_TEXT } as const;
const longText = { type: 'string' } as const;
const status = (value: string): object => ({ const: value });
const object = (
  properties: Record<string, object>,
  optional: Record<string, object> = {},
): object => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});
const error = object({ status: status('error'), ename: text, evalue: text });

const place = object({
  offset: { type: 'number' },
  line: { type: 'number' },
  character: { type: 'number' },
});
const diagnostic = {
  type: 'object',
  properties: {
    start: place,
    end: place,
    messageText: longText,
    category: { type: 'number' },
    code: { type: 'number' },
    fileName: longText,
  },
  required: ['start', 'end', 'messageText', 'code'],
};

const { references: _, ...measures } = MEASURES;
const sample = object({
  mark: text,
  references: { type: 'object', additionalProperties: { type: ['number', 'null'] } },
  ...Object.fromEntries(Object.keys(measures).map((name) => [name, { type: 'number' }])),
});

const SCHEMAS = {
  reply: object({ id: text, content: {} }),
  ready: object({ runtime: { enum: ['deno', 'node'] }, granted: { type: 'array', items: text } }),
  run: { oneOf: [object({ status: status('ok') }), error] },
  call: {
    oneOf: [
      object({ status: status('ok'), value: {} }),
      object({ status: status('missing') }),
      error,
    ],
  },
  trial: object(
    { samples: { type: 'array', items: sample }, values: { type: 'array' } },
    {
      ending: object({
        step: { type: 'number' },
        why: { enum: ['error', 'missing', 'use', 'replaced', 'endless'] },
        what: text,
        text,
      }),
    },
  ),
  failed: object({ failed: object({ name: text, message: longText }) }),
  metadata: object({}, { module: text, mode: text, jsx: {} }),
  cell: {
    type: 'object',
    properties: {
      output: longText,
      declOutput: longText,
      diagnostics: { type: 'array', items: diagnostic },
      hasToplevelAwait: { type: 'boolean' },
      lastExpressionVar: text,
      maps: { type: 'array', items: longText },
      sideOutputs: { type: 'array', items: object({ path: text, data: longText }) },
    },
    required: ['diagnostics'],
  },
  module: { type: 'array', items: diagnostic },
};

const ajv = new Ajv({ strict: false });
const check = <T>(name: keyof typeof SCHEMAS): ((value: unknown) => value is T) =>
  ajv.compile(SCHEMAS[name]) as unknown as (value: unknown) => value is T;

export const isReply: (value: unknown) => value is Reply = check('reply');
export const isReady: (value: unknown) => value is Ready = check('ready');
export const isRunReply: (value: unknown) => value is RunReply = check('run');
export const isCallReply: (value: unknown) => value is CallReply = check('call');
export const isTrialReply: (value: unknown) => value is TrialRun = check('trial');
/** TypeScript gave up on a cell: nested too deep, say. */
export const isFailed: (
  value: unknown,
) => value is { readonly failed: { readonly name: string; readonly message: string } } =
  check('failed');
export const isMetadata: (value: unknown) => value is CodeMetadata = check('metadata');
export const isConversion: (value: unknown) => value is ConversionReplies['cell'] = check('cell');
export const isDiagnostics: (value: unknown) => value is ConversionReplies['module'] =
  check('module');
