import { escapeHtml } from '../../charts/html';
import type { ExerciseResult } from '../results';
import type { Row, Total } from './standing';

/** What marks a page as one of these, so that one nobody has any more can be taken away. */
export const MARK = '<meta name="generator" content="heaplab grade">';

const STYLE = `:root{color-scheme:light dark;--paper:#fff;--ink:#17202b;--soft:#54606f;--line:#d5dbe2}
@media(prefers-color-scheme:dark){:root{--paper:#10151b;--ink:#e7ecf2;--soft:#a5b1be;--line:#333d48}}
body{background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;max-width:41rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{margin:0 0 .5rem;line-height:1.2}h2{margin:2.5rem 0 0;font-size:1.3rem;line-height:1.2}
section section{border-top:1px solid var(--line);padding:.75rem 0}
h3{display:flex;justify-content:space-between;gap:1rem;margin:0;font-size:1rem}h3 span{white-space:nowrap}
ul{list-style:none;padding:0;margin:.5rem 0}li{padding-left:1.2rem;text-indent:-1.2rem}p{margin:.5rem 0}
.file{color:var(--soft);font-size:.875rem}`;

/** The page that a learner gets back: all that they handed in. */
export function feedbackPage(
  { learner, lessons, points, of }: Total,
  rows: readonly Row[],
): string {
  const name = escapeHtml(learner);
  const all =
    lessons.length > 1 ? `<p><strong>In all ${points} of ${of} points</strong></p>\n` : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${MARK}
<title>${name} · Heaplab</title>
<style>${STYLE}</style></head>
<body><main><h1 dir="auto">${name}</h1>
${all}${rows.map((row) => notebook(row, rows)).join('\n')}
</main></body>
</html>
`;
}

function notebook({ file, late, counts, result, problem }: Row, all: readonly Row[]): string {
  const where = `<p class="file" dir="auto">${escapeHtml(file)}${late ? ' · handed in late' : ''}</p>`;
  if (!result) {
    return `<section><h2>Not graded</h2>
${where}
<p>This notebook could not be graded: ${escapeHtml(problem ?? '')}.</p>
</section>`;
  }
  const several = all.filter((row) => row.result?.lesson === result.lesson).length > 1;
  const which = several
    ? `<p>${counts ? 'This one counts.' : 'This one does not count: another notebook of the lesson does.'}</p>\n`
    : '';
  return `<section><h2>${escapeHtml(result.lesson)}: ${result.earned} of ${result.points} points</h2>
${where}
${which}${result.exercises.map(exercise).join('\n')}
</section>`;
}

function exercise({ title, earned, points, checks, feedback }: ExerciseResult): string {
  const items = checks.map(({ about, earned, points }) => {
    const mark =
      earned > 0
        ? '<span role="img" aria-label="right">✓</span>'
        : '<span role="img" aria-label="not right">✗</span>';
    return `<li>${mark} ${escapeHtml(about)} (${earned} of ${points})</li>`;
  });
  return `<section><h3>${escapeHtml(title)} <span>${earned} of ${points}</span></h3>
<ul>${items.join('')}</ul>
${feedback.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</section>`;
}
