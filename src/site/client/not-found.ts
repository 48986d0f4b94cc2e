/*
 * The script of 404.html, which a host shows for an address at any depth: it finds the folder of the site,
 * and takes style and scripts from there.
 */

async function findSite(): Promise<string | undefined> {
  const folders = location.pathname.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = `${folders.slice(0, depth).join('/')}/`;
    const response = await fetch(`${folder}manifest.webmanifest`, { method: 'HEAD' });
    if (response.ok) return folder;
  }
  return undefined;
}

function takeFrom(site: string): void {
  document.body.dataset.root = site;
  for (const anchor of document.querySelectorAll('a')) {
    const href = anchor.getAttribute('href') ?? '';
    if (!/^(\w+:|#|\/)/.test(href)) anchor.href = site + href;
  }
  for (const island of document.querySelectorAll<HTMLElement>('[data-island]')) {
    const props = JSON.parse(island.dataset.props ?? '{}') as object;
    island.dataset.props = JSON.stringify({ ...props, root: site });
  }
  const link = (rel: string, file: string): HTMLLinkElement =>
    Object.assign(document.createElement('link'), { rel, href: `${site}assets/${file}` });
  const theme = document.createElement('script');
  theme.src = `${site}assets/theme.js`;
  const main = document.createElement('script');
  Object.assign(main, { type: 'module', src: `${site}assets/main.js` });
  document.head.append(link('icon', 'logo.svg'), link('stylesheet', 'page.css'), theme, main);
}

addEventListener('DOMContentLoaded', () => {
  findSite()
    .then((site) => {
      if (site !== undefined) takeFrom(site);
    })
    .catch(() => {});
});
