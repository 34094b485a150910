/** First and last initials of a name, for a mark beside it: `AB`. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 2 || /^\p{Lu}/u.test(word));
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase('pt-BR');
}

/** The name by which a colleague is called. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** First and last name: `Ana Beatriz Ramos` → `Ana Ramos`. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length > 2 ? `${words[0]} ${words.at(-1)}` : name.trim();
}
