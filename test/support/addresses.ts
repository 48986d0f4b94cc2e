/** The addresses on a page: of sections, exercises and entries of the glossary. */
export function addressesIn(html: string): string[] {
  return [...html.matchAll(/<(?:h1|h2|div) id="([^"]+)"/g)].map(([, id]) => id!);
}
