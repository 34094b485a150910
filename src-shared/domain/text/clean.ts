/**
 * Every text that comes from outside (typed, pasted, imported, received) passes here once, before it is stored.
 *
 * Removed, because one such character blocks a whole outgoing queue or breaks a file or an e-mail:
 * NUL and the other C0 controls except line feed and tab, DEL, the C1 controls, and the byte order mark.
 * Removed as well: the nine bidirectional embedding, override and isolate controls. They make a text read
 * otherwise than it is stored ("pagar" shown as "ragap"), and an unclosed one turns the rest of the screen
 * around. Arabic and Hebrew need none of them: their letters carry their own direction. The invisible marks
 * LRM, RLM and ALM stay, and so do the joiners that hold emoji together.
 * Lone surrogates become U+FFFD: they cannot be written as UTF-8, and dropping them would hide the damage.
 */

/** C0 without \t and \n, DEL, C1, bidi embeddings/overrides/isolates, BOM. */
const REMOVED_RANGES = '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF';
const REMOVED = new RegExp(`[${REMOVED_RANGES}]`, 'gu');
const LINE_BREAKS = /\r\n?/gu;

/**
 * The storable form of a text: well-formed Unicode, NFC, `\n` line breaks, no control characters.
 * Idempotent. Does not trim: what a person is still typing keeps its last space.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(LINE_BREAKS, '\n').replace(REMOVED, '').normalize('NFC');
}

/** `cleanText` for a field of one line: line breaks, tabs and runs of spaces become one space; ends trimmed. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** True when `cleanText` would take something out other than a carriage return: worth telling the person. */
export function hasUnstorableCharacters(text: string): boolean {
  return !text.isWellFormed() || text.replace(LINE_BREAKS, '\n').search(REMOVED) >= 0;
}
