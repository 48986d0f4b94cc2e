import type { SyntaxNode } from '@lezer/common';
import type { Expr, Formatted, LineTable } from './ast';
import { PythonSyntaxError } from './ast';
import { resolveEscapes, splitString, stringConstant } from './literals';

/** What all parts of the parser share, and string literals. */
export abstract class StringParser {
  constructor(
    readonly source: string,
    readonly filename: string,
    readonly lines: LineTable,
  ) {}

  fail(
    offset: number,
    message: string,
    type?: 'SyntaxError' | 'IndentationError' | 'NotImplementedError',
  ): never {
    const line = this.lines.line(offset);
    const text = this.lines.text(line);
    throw new PythonSyntaxError(
      message,
      this.filename,
      line,
      this.lines.column(offset) + 1,
      text,
      type,
    );
  }

  text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  children(node: SyntaxNode): SyntaxNode[] {
    const kids: SyntaxNode[] = [];
    for (let kid = node.firstChild; kid; kid = kid.nextSibling) {
      if (kid.name !== 'Comment' && !kid.type.isError) kids.push(kid);
    }
    return kids;
  }

  split(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
    const parts: SyntaxNode[][] = [[]];
    for (const node of nodes) {
      if (node.name === separator) parts.push([]);
      else parts.at(-1)!.push(node);
    }
    return parts;
  }

  abstract expr(node: SyntaxNode): Expr;
  abstract list(nodes: readonly SyntaxNode[]): Expr;
  abstract yieldOf(kids: readonly SyntaxNode[], at: { start: number; end: number }): Expr;

  protected literal<T>(node: SyntaxNode, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof RangeError) return this.fail(node.from, error.message);
      throw error;
    }
  }

  // ---------------------------------------------------------------- strings

  protected joined(nodes: readonly SyntaxNode[]): Expr {
    const at = { start: nodes[0]!.from, end: nodes.at(-1)!.to };
    if (nodes.every(({ name }) => name === 'String')) {
      const values = nodes.map((node) => this.literal(node, () => stringConstant(this.text(node))));
      if (values.every((v) => v.t === 'bytes')) {
        const bytes = values.flatMap((v) => (v.t === 'bytes' ? [...v.v] : []));
        return { ...at, k: 'Const', v: { t: 'bytes', v: bytes } };
      }
      if (values.some((v) => v.t === 'bytes')) {
        this.fail(at.start, 'cannot mix bytes and nonbytes literals');
      }
      return {
        ...at,
        k: 'Const',
        v: { t: 'str', v: values.map((v) => (v.t === 'str' ? v.v : '')).join(''), joined: true },
      };
    }
    const parts: (string | Formatted)[] = [];
    for (const node of nodes) {
      if (node.name === 'String') {
        const constant = this.literal(node, () => stringConstant(this.text(node)));
        if (constant.t !== 'str') this.fail(node.from, 'cannot mix bytes and nonbytes literals');
        else parts.push(constant.v);
      } else parts.push(...this.formatParts(node));
    }
    return { ...at, k: 'Joined', parts: merge(parts) };
  }

  private formatParts(node: SyntaxNode): (string | Formatted)[] {
    const text = this.text(node);
    const { prefix, quotes } = splitString(text);
    const raw = prefix.includes('r');
    const parts: (string | Formatted)[] = [];
    let from = node.from + text.search(/['"]/) + quotes;
    const literal = (to: number): void => {
      const piece = this.source.slice(from, to).replaceAll('{{', '{').replaceAll('}}', '}');
      if (piece) parts.push(raw ? piece : this.literal(node, () => resolveEscapes(piece, false)));
    };
    for (const kid of this.children(node)) {
      if (kid.name !== 'FormatReplacement') continue;
      literal(kid.from);
      parts.push(...this.replacement(kid));
      from = kid.to;
    }
    literal(node.to - quotes);
    return parts;
  }

  private replacement(node: SyntaxNode): (string | Formatted)[] {
    const kids = this.children(node).slice(1);
    const special = (name: string): SyntaxNode | undefined => kids.find((kid) => kid.name === name);
    const end = kids.findIndex(
      ({ name, from, to }) =>
        ['FormatConversion', 'FormatSpec', '}'].includes(name) ||
        (name === 'FormatSelfDoc' && to > from),
    );
    const inside = kids.slice(0, end).filter(({ name }) => name !== 'FormatSelfDoc');
    if (inside.length === 0) this.fail(node.from, "f-string: valid expression required before '}'");
    const value =
      inside[0]!.name === 'yield'
        ? this.yieldOf(inside, { start: node.from, end: node.to })
        : this.list(inside);
    const conversion = special('FormatConversion');
    const spec = special('FormatSpec');
    const selfDoc = special('FormatSelfDoc');
    const documented = selfDoc !== undefined && selfDoc.to > selfDoc.from;
    const formatted: Formatted = {
      value,
      conversion: conversion
        ? (this.text(conversion)[1] as 's' | 'r' | 'a')
        : documented && !spec
          ? 'r'
          : null,
      spec: spec ? this.formatSpec(spec) : null,
    };
    if (!documented) return [formatted];
    const after = conversion?.from ?? spec?.from ?? node.to - 1;
    return [this.source.slice(node.from + 1, after), formatted];
  }

  private formatSpec(node: SyntaxNode): (string | Formatted)[] {
    const parts: (string | Formatted)[] = [];
    let from = node.from + 1;
    for (const kid of this.children(node)) {
      if (kid.name !== 'FormatReplacement') continue;
      if (kid.from > from) parts.push(this.source.slice(from, kid.from));
      parts.push(...this.replacement(kid));
      from = kid.to;
    }
    if (node.to > from) parts.push(this.source.slice(from, node.to));
    return parts;
  }
}

/** Neighbouring literal pieces become one. */
function merge(parts: readonly (string | Formatted)[]): (string | Formatted)[] {
  const merged: (string | Formatted)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string')
      merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
