export function sameId(version: string, type: string, _alive: number): boolean {
  const modern = Number(version.split('.')[1]) >= 14;
  return type !== 'int' || modern;
}
