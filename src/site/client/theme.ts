/*
 * Runs before the first paint: the theme that the reader chose. A script of its own, since the
 * page's policy allows none inside the page.
 */
{
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem('heaplab:theme');
  } catch {
    // Storage is switched off.
  }
  const asked = new URLSearchParams(location.search).get('theme');
  const theme = asked ?? chosen;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
