import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { escapeHtml } from '../charts/html';

export type Language = 'python' | 'typescript';

const PARSERS = { python, typescript: javascript.configure({ dialect: 'ts' }) };

/** Code as HTML with the classes that the editor gives the same words (`tok-keyword`). */
export function codeHtml(code: string, language: Language): string {
  let html = '';
  highlightCode(
    code,
    PARSERS[language].parse(code),
    classHighlighter,
    (text, classes) => {
      const escaped = escapeHtml(text);
      html += classes ? `<span class="${classes}">${escaped}</span>` : escaped;
    },
    () => {
      html += '\n';
    },
  );
  return html;
}

/** The modules that a Python program names in its imports, by their first names, in order. */
export function importedModules(code: string): string[] {
  const found = new Set<string>();
  PARSERS.python.parse(code).iterate({
    enter({ name, from, to }) {
      if (name !== 'ImportStatement') return;
      const [, source, names] =
        /^(?:from\s+([\w.]+)|import\s+([^#]+))/.exec(code.slice(from, to)) ?? [];
      for (const each of (source ?? names ?? '').split(',')) {
        const [module = ''] = each.trim().split(/[\s.]/);
        if (module !== '') found.add(module);
      }
    },
  });
  return [...found];
}
