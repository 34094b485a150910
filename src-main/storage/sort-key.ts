/**
 * Strings in comparable columns. RxDB compares strings as JavaScript does, by UTF-16 code units; SQLite compares
 * UTF-8 bytes. They differ where a surrogate pair (emoji) meets U+E000–U+FFFF, and lone surrogates have no UTF-8 at
 * all. The sort key moves the units from U+D800 up so that byte order becomes code-unit order:
 *
 *   surrogate units U+D800–U+DFFF → U+E000–U+E7FF,   units U+E000–U+FFFF → U+10000–U+11FFF
 *
 * It is one to one, so equality holds too, and it is the identity on almost all text.
 */
const HIGH_UNIT = /[\ud800-\uffff]/;

export function sortKey(text: string): string {
  if (!HIGH_UNIT.test(text)) return text;
  let key = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800) key += text[index];
    else if (unit < 0xe000) key += String.fromCharCode(unit - 0xd800 + 0xe000);
    else key += String.fromCodePoint(unit - 0xe000 + 0x10000);
  }
  return key;
}

/** True when the text has no unit from U+D800 up: then it compares alike in both orders with any other text. */
export function comparesAlike(text: string): boolean {
  return !HIGH_UNIT.test(text);
}
