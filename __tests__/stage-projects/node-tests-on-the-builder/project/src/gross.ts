export function gross(net: number): number {
  return Math.round(net * 119) / 100;
}
