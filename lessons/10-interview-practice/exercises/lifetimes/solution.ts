export interface Line {
  makes?: string;
  binds?: [string, string];
  deletes?: string;
  returns?: boolean;
}

export function diesAfter(lines: Line[], name: string): number {
  const variables = new Map<string, string>();
  let made = false;
  for (const [i, { makes, binds, deletes, returns }] of lines.entries()) {
    if (makes !== undefined) variables.set(makes, makes);
    if (binds) variables.set(binds[0], variables.get(binds[1])!);
    if (deletes !== undefined) variables.delete(deletes);
    if (returns) variables.clear();
    made ||= makes === name;
    if (made && ![...variables.values()].includes(name)) return i;
  }
  return -1;
}
