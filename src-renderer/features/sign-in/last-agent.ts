const KEY = 'prumo-last-agent';

/** Who signed in last in this window's profile: an id, no name. Storage may be forbidden; then nobody is remembered. */
export function lastAgentId(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberAgent(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // A convenience only: the list of names is there next time too.
  }
}
