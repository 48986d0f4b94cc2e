import GithubSlugger from 'github-slugger';

/** Characters: a cell's id has 64 at most (nbformat 4.5), with the number of the cell in its section. */
const MOST = 50;

/** The address of a heading within its page, and what the ids of the cells below it begin with. */
export function headingId(title: string): string {
  return GithubSlugger.slug(title).slice(0, MOST);
}
