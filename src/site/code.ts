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
