interface Term {
  readonly word: string;
  /** As HTML. */
  readonly means: string;
  readonly fact: string;
}

let terms: Promise<Readonly<Record<string, Term>>> | undefined;
let card: HTMLElement | undefined;

function hide(): void {
  card?.remove();
  card = undefined;
}

/** Shows the glossary's entry beside a term, until it loses the pointer or the focus. */
export async function showTerm(link: HTMLAnchorElement): Promise<void> {
  if (link.getAttribute('aria-describedby') === 'term-card' && card) return;
  const { root = '' } = document.body.dataset;
  terms ??= fetch(`${root}assets/glossary.json`).then((response) => response.json());
  const entry = (await terms)[link.dataset.term ?? ''];
  if (!entry || !(link.matches(':hover') || link === document.activeElement)) return;
  hide();
  card = document.createElement('div');
  card.className = 'card';
  card.id = 'term-card';
  card.role = 'tooltip';
  card.innerHTML = `<b class="h">${entry.word}</b>${entry.means}<div class="fact">${entry.fact}</div>`;
  document.body.append(card);
  link.setAttribute('aria-describedby', 'term-card');
  const { left, bottom, top } = link.getBoundingClientRect();
  const above = bottom + card.offsetHeight + 16 > innerHeight;
  card.style.left = `${Math.max(16, Math.min(innerWidth - card.offsetWidth - 16, left))}px`;
  card.style.top = `${scrollY + (above ? top - card.offsetHeight - 8 : bottom + 8)}px`;
  const leave = (): void => {
    link.removeAttribute('aria-describedby');
    hide();
  };
  link.addEventListener('pointerleave', leave, { once: true });
  link.addEventListener('blur', leave, { once: true });
}

addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide();
});
