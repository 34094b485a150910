/** The one origin of the station's pages under Electron. */
export const SCHEME = 'app';
export const HOST = 'prumo';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Whether an address is a page of the station. */
export function isOwn(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST;
}
