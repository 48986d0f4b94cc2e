import { Code, type CodeConstant } from './code';

/**
 * Notes which tables of a code have something in them when they have most: `u_names`, `u_varnames`, `u_consts` of
 * a compiler's unit (Python/compile.c). The table of constants counts until it gets one that is no text.
 */
export class TableFilling {
  private onlyTexts = true;
  private locals: boolean;

  constructor(private readonly code: Code) {
    const { argcount, kwonly, varargs, varkw } = code;
    this.locals = argcount + kwonly > 0 || varargs || varkw;
  }

  private note(inner: Code | null): void {
    const { filled, names, constants } = this.code.tables;
    const texts = this.onlyTexts && constants.length > 0;
    const { locals, onlyTexts } = this;
    filled.push({ names: names.length > 0, locals, texts, onlyTexts, inner });
  }

  local(): void {
    this.locals = true;
  }

  /** Before a constant is added. */
  constant(item: CodeConstant, isText: boolean): void {
    if (item instanceof Code) this.note(item);
    else if (this.onlyTexts && !isText) this.note(null);
    this.onlyTexts &&= isText;
  }

  end(): void {
    this.note(null);
  }
}

/** The most tables that are filled at once while a code and those inside it are compiled. */
export function mostFilled(code: Code, cached = false, onlyTexts = true): number {
  const { cellvars, freevars, holdsClassDict, inlined, tables } = code;
  const cells = cellvars.length > 0 || holdsClassDict;
  const own = [cells, freevars.length > 0, inlined.length > 0].filter(Boolean).length;
  const counts = tables.filled.map((now) => {
    const clean = onlyTexts && now.onlyTexts;
    const holds = clean && (cached || now.texts);
    const within = now.inner ? mostFilled(now.inner, holds, clean) : Number(holds);
    return [now.names, now.locals, now.texts].filter(Boolean).length + within;
  });
  return own + Math.max(0, ...counts);
}
