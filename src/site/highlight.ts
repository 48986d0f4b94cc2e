import hljs from 'highlight.js/lib/core';
import typescript from 'highlight.js/lib/languages/typescript';

hljs.registerLanguage('typescript', typescript);

/** TypeScript as HTML with highlight.js's classes: used for the pages, and bundled for the browser. */
export function heaplabHighlight(code: string): string {
  return hljs.highlight(code, { language: 'typescript' }).value;
}

Object.assign(globalThis, { heaplabHighlight });
