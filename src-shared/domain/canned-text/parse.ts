/** A piece of a canned text's body; see `cannedTextSchema` for how they are written. */
export type CannedPart =
  | { kind: 'text'; text: string }
  /** `{{path}}` */
  | { kind: 'fact'; path: string }
  /** `{?id}` */
  | { kind: 'ask'; id: string }
  /** `{>key}` */
  | { kind: 'block'; key: string }
  /** `{|}` */
  | { kind: 'cursor' };

const PART = /\{\{\s*([^{}]*?)\s*\}\}|\{\?([a-z0-9-]+)\}|\{>([a-z0-9-]+)\}|\{\|\}/g;

/** The pieces of a body, in order. What is not well written stays text. */
export function parseCanned(body: string): CannedPart[] {
  const parts: CannedPart[] = [];
  let end = 0;
  for (const match of body.matchAll(PART)) {
    if (match.index > end) parts.push({ kind: 'text', text: body.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, path, ask, block] = match;
    if (path !== undefined) parts.push({ kind: 'fact', path });
    else if (ask !== undefined) parts.push({ kind: 'ask', id: ask });
    else if (block !== undefined) parts.push({ kind: 'block', key: block });
    else parts.push({ kind: 'cursor' });
  }
  if (end < body.length) parts.push({ kind: 'text', text: body.slice(end) });
  return parts;
}
