/**
 * What exports write and the parser refuses: no key, a key or a field name with blanks in it. Keys are not kept and names
 * with blanks are none that cites, so both are only made readable.
 */
export function repairedEntry(entry: string): string {
  const [head = ''] = /^\s*@[ \t]*[a-z]+\s*[{(]/iu.exec(entry) ?? [];
  const rest = entry.slice(head.length);
  const [key = ''] = /^[^,={}"]*/u.exec(rest) ?? [];
  const behind = rest.slice(key.length);
  if (behind.startsWith(',')) return `${head}${plainKey(key)}${fieldsRepaired(behind)}`;
  if (behind.startsWith('=')) return `${head}key,${fieldsRepaired(`,${rest}`).slice(1)}`;
  return entry;
}

const plainKey = (key: string) => key.trim().replace(/[^\w:./+-]+/gu, '_') || 'key';

/** Names of fields stand behind a comma, outside of braces and quotation marks. */
function fieldsRepaired(text: string): string {
  const name = /\s*([^\s=,{}"][^=,{}"]*?)(\s*=)/uy;
  let [depth, quoted, from] = [0, false, 0];
  let repaired = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (sign === '"' && depth === 0) quoted = !quoted;
    else if (sign === ',' && depth === 0 && !quoted) {
      name.lastIndex = at + 1;
      const [found, written = ''] = name.exec(text) ?? [];
      if (found !== undefined && /\s/u.test(written)) {
        repaired += text.slice(from, at + 1) + found.replace(written, written.replace(/\s+/gu, '_'));
        from = at + 1 + found.length;
      }
    }
  }
  return repaired + text.slice(from);
}
