import MarkdownIt from 'markdown-it';
import { headingId } from '../grading/heading-id';

/*
 * The prose of lessons and of the glossary as HTML: ids for headings, terms with their entry, and
 * "often said, measured" as a pair.
 */

export interface GlossaryEntry {
  readonly id: string;
  readonly word: string;
  /** Markdown: what the word means. */
  readonly means: string;
  /** Markdown: what is so, where people often think otherwise. */
  readonly fact: string;
}

const SAID =
  /<blockquote>\s*<p><strong>Often said:<\/strong>\s*([\s\S]*?)\s*<strong>Measured:<\/strong>\s*([\s\S]*?)<\/p>\s*<\/blockquote>/g;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** A line of Markdown without a paragraph around it. */
export function inlineHtml(source: string): string {
  return markdown.renderInline(source);
}

/** Renders the prose of one page: a term is marked where it first comes. */
export class Prose {
  private readonly terms: Map<string, string>;
  private readonly pattern: RegExp | undefined;

  /** @param links where links to notebooks, and to the glossary, lead on this site */
  constructor(
    private readonly links: (href: string) => string,
    glossary: readonly GlossaryEntry[] = [],
    private readonly glossaryPage = '',
  ) {
    this.terms = new Map(glossary.map(({ word, id }) => [word.toLowerCase(), id]));
    const words = [...this.terms.keys()]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.pattern =
      words.length > 0
        ? new RegExp(`(?<![\\w-])(${words.join('|')})(s?)(?![\\w-])`, 'gi')
        : undefined;
  }

  html(source: string): string {
    const tokens = markdown.parse(source, {});
    for (const [i, token] of tokens.entries()) {
      if (token.type !== 'inline' || tokens[i - 1]?.type === 'heading_open') continue;
      let links = 0;
      for (const child of token.children ?? []) {
        if (child.type === 'link_open') {
          links++;
          child.attrSet('href', this.links(child.attrGet('href') ?? ''));
        } else if (child.type === 'link_close') links--;
        else if (child.type === 'text' && links === 0 && this.pattern) {
          const marked = this.mark(markdown.utils.escapeHtml(child.content));
          if (marked === undefined) continue;
          child.type = 'html_inline';
          child.content = marked;
        }
      }
    }
    return markdown.renderer
      .render(tokens, markdown.options, {})
      .replace(
        SAID,
        (_, said: string, measured: string) =>
          `<div class="said"><div class="a"><h3>Often said</h3><p>${sentence(said)}</p></div><div><h3>Measured</h3><p>${sentence(measured)}</p></div></div>`,
      )
      .replace(
        /<table>/g,
        '<div class="scroll" tabindex="0" role="group" aria-label="table"><table>',
      )
      .replace(/<\/table>/g, '</table></div>')
      .replace(/<pre>/g, '<pre tabindex="0">');
  }

  /** Marks the terms in a text; undefined when it has none that is new to the page. */
  private mark(html: string): string | undefined {
    let found = false;
    const marked = html.replace(this.pattern!, (all: string, word: string, plural: string) => {
      const id = this.terms.get(word.toLowerCase());
      if (id === undefined) return all;
      this.terms.delete(word.toLowerCase());
      found = true;
      return `<a class="term" data-term="${id}" href="${this.glossaryPage}#${id}">${word}${plural}</a>`;
    });
    return found ? marked : undefined;
  }
}

function sentence(html: string): string {
  const first = html.replace(/\n/g, ' ');
  return first.charAt(0).toUpperCase() + first.slice(1);
}

/** The entries of lessons/GLOSSARY.md, and what stands before the first. */
export function readGlossary(source: string): {
  readonly intro: string;
  readonly entries: readonly GlossaryEntry[];
} {
  const [head = '', ...parts] = source.split(/^## /m);
  const entries = parts.map((part) => {
    const [word = '', ...rest] = part.trim().split('\n');
    const [means = '', fact = ''] = rest.join('\n').split('**In fact:**');
    return { id: headingId(word), word, means: means.trim(), fact: fact.trim() };
  });
  return { intro: head.replace(/^# .*$/m, '').trim(), entries };
}
