import { Audit, describeFinding, type Finding } from './audit/audit';
import type { ExecOptions } from './os/run';
import { LineTable, PythonSyntaxError } from './parser/ast';
import { parse } from './parser/parser';
import type { ExecResult, PythonProcess } from './process';

/** What an audit found, and after which line of the program it saw it first; 0 at the end. */
export interface AuditFinding extends Finding {
  readonly line: number;
}

/** A program's result, and every object whose reference count was wrong at some point. */
export interface AuditResult extends ExecResult {
  readonly findings: readonly AuditFinding[];
  /** How often all counts were proved. */
  readonly looks: number;
}

/**
 * Runs a program and proves all reference counts between its top-level statements and at its end, before
 * anything is finalized. It does not look while a second thread is under way.
 * @param options `statements: false` looks at the end only
 */
export function execAudited(
  py: PythonProcess,
  source: string,
  options: ExecOptions & { readonly statements?: boolean } = {},
): AuditResult {
  const { statements = true, ...rest } = options;
  const rt = py.runtime;
  const audit = new Audit(rt);
  const known = new Set<string>();
  const findings: AuditFinding[] = [];
  let looks = 0;
  let last = 0;
  const look = (line: number): void => {
    if (rt.dead || rt.threads.others) return;
    looks++;
    for (const finding of audit.findings()) {
      const key = `${finding.type} ${finding.address} ${finding.excess}`;
      if (known.has(key)) continue;
      known.add(key);
      findings.push({ ...finding, line });
    }
  };
  const starts = statements ? topLevel(source) : new Set<string>();
  const before = rt.onLine;
  if (statements) {
    rt.onLine = (event) => {
      before?.(event);
      const { frame } = rt;
      if (frame === null || frame.back !== null || event.name !== '<module>') return;
      if (event.isDefinition) return;
      if (!starts.has(`${event.lineno}:${event.column}`)) return;
      // Another pass of the same loop: its iterator is under way.
      if (event.lineno === last) return;
      if (last > 0) look(last);
      last = event.lineno;
    };
  }
  try {
    const result = py.exec(source, rest);
    look(0);
    return { ...result, findings, looks };
  } finally {
    rt.onLine = before;
    audit.close();
  }
}

/** Where the top-level statements of a program begin, as line and column. */
function topLevel(source: string): Set<string> {
  const lines = new LineTable(source);
  try {
    return new Set(
      parse(source, '<audit>').body.map(
        ({ start }) => `${lines.line(start)}:${lines.column(start)}`,
      ),
    );
  } catch (error) {
    // The program itself will say so.
    if (error instanceof PythonSyntaxError) return new Set();
    throw error;
  }
}

/** A finding in one line, with the statement that it was first seen after. */
export function describeAuditFinding(finding: AuditFinding): string {
  const when = finding.line === 0 ? 'at the end' : `after line ${finding.line}`;
  return `${when}: ${describeFinding(finding)}`;
}
