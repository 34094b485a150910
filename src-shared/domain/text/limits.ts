/** Longest text that a person may write anywhere, in UTF-16 units: a form, the station and the centre refuse at the same point. */
export const TEXT_LIMIT = 200_000;
/** Of one line: a reason, a label. */
export const LINE_LIMIT = 1_000;
