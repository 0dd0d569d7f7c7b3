/** Lower case, without accents and compatibility forms: how names are compared, ordered and searched. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
