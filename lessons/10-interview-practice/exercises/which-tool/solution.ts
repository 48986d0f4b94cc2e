export function tool(question: string): string {
  const tools: Record<string, string> = {
    'how many bytes has this object itself': 'sys.getsizeof',
    'how many references are there to it': 'sys.getrefcount',
    'who refers to it': 'gc.get_referrers',
    'which line allocated most': 'tracemalloc',
    'how many blocks are free in each size class': 'sys._debugmallocstats',
    'how much memory has the process in all': '/proc/self/status',
    'how many pages did the child write to': '/proc/self/smaps_rollup',
  };
  return tools[question]!;
}
