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

const BLOB = 'blob:';

/** Whether an address is something that a page of the station made itself: a file that a person saves. */
export function isOwnBlob(address: string): boolean {
  return address.startsWith(BLOB) && isOwn(address.slice(BLOB.length));
}
