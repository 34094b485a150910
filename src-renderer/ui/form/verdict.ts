/** What a field's text is worth, said while it is typed. */
export interface Verdict {
  good: boolean;
  /** More may be on its way: no error until the field is left. */
  unfinished?: boolean;
  words: string;
}
