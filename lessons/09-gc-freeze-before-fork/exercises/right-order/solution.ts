export type Call = 'disable' | 'load' | 'freeze' | 'fork' | 'enable';

export function problem(calls: Call[]): string {
  const load = calls.indexOf('load');
  const disable = calls.indexOf('disable');
  const freeze = calls.indexOf('freeze');
  const fork = calls.indexOf('fork');
  if (disable < 0 || disable > load) return 'not disabled';
  if (freeze < 0 || freeze > fork || calls.lastIndexOf('load', fork) > freeze) return 'not frozen';
  return calls.indexOf('enable', fork) < 0 ? 'never enabled' : 'fine';
}
