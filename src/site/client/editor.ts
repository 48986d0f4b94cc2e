import {
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import type { Language } from '../code';
import { type Cell, lab } from './lab';
import type { Finished } from './runner';

/*
 * CodeMirror for one cell. Loaded when a reader first touches code.
 */

export interface Editor {
  focus(at?: { readonly x: number; readonly y: number }): void;
  /** Takes code that changed elsewhere, as a step that can be undone. */
  follow(code: string): void;
  /** Underlines the lines that an error names. */
  mark(errors: Finished['errorLines']): void;
  close(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly cell: Cell;
  readonly language: Language;
  readonly label: string;
  run(): void;
}

/** A command of CodeMirror's: true says that the key was used. */
function done(command: () => void): true {
  command();
  return true;
}

/** Tab leaves the editor for the next two seconds; the key goes on to others. */
function tabLeaves(view: EditorView): false {
  view.setTabFocusMode(2000);
  return false;
}

export function openEditor({ parent, cell, language, label, run }: EditorOptions): Editor {
  const { prefix } = cell;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: cell.shown(cell.code.peek()),
      extensions: [
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        indentUnit.of(language === 'python' ? '    ' : '  '),
        language === 'python' ? python() : javascript({ typescript: true }),
        syntaxHighlighting(classHighlighter),
        autocompletion({ override: [(context) => complete(prefix, context)] }),
        hoverTooltip((_, position) => hover(cell, prefix, position)),
        Prec.high(
          keymap.of([
            { key: 'Shift-Enter', run: () => done(run) },
            { key: 'Mod-Enter', run: () => done(run) },
            // Also where something is selected, which the first Escape drops.
            { key: 'Escape', run: tabLeaves },
          ]),
        ),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': `${label}; Shift+Enter runs it; Escape, then Tab leaves it`,
          autocapitalize: 'off',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) lab.value?.edit(cell, prefix + update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    focus: (at) => {
      view.focus();
      const position = at && view.posAtCoords(at);
      if (position !== undefined && position !== null)
        view.dispatch({ selection: { anchor: position } });
    },
    follow: (code) => {
      const insert = cell.shown(code);
      if (insert === view.state.doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        annotations: Transaction.addToHistory.of(true),
      });
    },
    mark: (errors) => {
      const { doc } = view.state;
      const shift = prefix === '' ? 0 : 1;
      const diagnostics = errors
        .map(({ line, message }) => ({ line: line - shift, message }))
        .filter(({ line }) => line >= 1 && line <= doc.lines)
        .map(({ line, message }) => {
          const { from, to } = doc.line(line);
          return { from, to, severity: 'error' as const, message };
        });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    close: () => view.destroy(),
  };
}

/** Completes from the worker, if one is running: typing alone does not start Python. */
async function complete(
  prefix: string,
  context: CompletionContext,
): Promise<{ from: number; to: number; options: Completion[] } | null> {
  const here = lab.value;
  if (!here || (!context.explicit && !context.matchBefore(/[\w.]+$/))) return null;
  if (!context.explicit && here.engine.peek() !== 'ready') return null;
  const code = prefix + context.state.doc.toString();
  const runner = await here.use();
  const { matches, start, end } = await runner.complete(code, context.pos + prefix.length);
  if (context.aborted || matches.length === 0) return null;
  return {
    from: start - prefix.length,
    to: end - prefix.length,
    options: matches.map((label) => ({ label })),
  };
}

async function hover(
  cell: Cell,
  prefix: string,
  position: number,
): Promise<{ pos: number; create(): { dom: HTMLElement } } | null> {
  const here = lab.value;
  if (here?.engine.peek() !== 'ready') return null;
  const runner = await here.use();
  const text = await runner.hover(cell.code.peek(), position + prefix.length);
  if (!text) return null;
  return {
    pos: position,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-about';
      dom.textContent = text;
      return { dom };
    },
  };
}
