/** The sum of a figure of each item. */
export const sumOf = <Item>(items: Iterable<Item>, of: (item: Item) => number): number => {
  let sum = 0;
  for (const item of items) sum += of(item);
  return sum;
};
