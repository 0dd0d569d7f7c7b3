/** A number with what it counts: `1 step`, `2 steps`. */
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
