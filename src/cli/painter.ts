/** Words in colour where a terminal shows them, plain elsewhere. */
export function painter(colour: boolean) {
  const paint = (code: number) => (text: string) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  return { kind: paint(36), quiet: paint(90), good: paint(32), bad: paint(31) };
}
