import type { Call } from '../solution';

export function problem(calls: Call[]): string {
  const load = calls.indexOf('load');
  const disable = calls.indexOf('disable');
  const freeze = calls.indexOf('freeze');
  const fork = calls.indexOf('fork');
  if (disable < 0 || disable > load) return 'not disabled';
  return freeze < 0 || freeze > fork || calls.lastIndexOf('load', fork) > freeze
    ? 'not frozen'
    : 'fine';
}
