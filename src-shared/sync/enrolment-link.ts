import { ENROLMENT_CODE } from './access.ts';

/*
 * What an administrator hands over so that a workstation can be enrolled: the address of the centre and a one-use code,
 * apart or as one link (also the one in the QR code):
 *
 *     https://central.exemplo.com.br/entrar#K7QM-2RTX-9PWD
 *
 * The code stands behind `#`, so that no browser, proxy or log ever sees it.
 */

export interface EnrolmentKey {
  /** Origin of the centre: `https://central.exemplo.com.br`. */
  address: string;
  code: string;
}

export const ENROLMENT_PATH = '/entrar';

export function enrolmentLink({ address, code }: EnrolmentKey): string {
  return `${address}${ENROLMENT_PATH}#${code}`;
}

/** What was pasted, as address and code; `null` when it is no link. */
export function parseEnrolmentLink(text: string): EnrolmentKey | null {
  const [link, fragment = ''] = text.trim().split('#');
  const address = centreAddress(link?.replace(/\/entrar\/?$/, '') ?? '');
  const code = enrolmentCode(fragment);
  return address !== null && code !== null ? { address, code } : null;
}

/** A code as typed (small letters, spaces, without hyphens, `O` for `0`, `I` and `L` for `1`) as the centre wrote it; `null` when it cannot be one. */
export function enrolmentCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const grouped = plain.match(/.{1,4}/g)?.join('-') ?? '';
  return ENROLMENT_CODE.test(grouped) ? grouped : null;
}

/** Hosts of this very computer, with which plain HTTP is spoken unless asked otherwise. */
const OWN = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin of a typed address; `null` when it cannot be one. Without a protocol it is HTTPS, and HTTP on this very
 * computer; plain HTTP to other computers has to be typed out.
 */
export function centreAddress(typed: string): string | null {
  const text = typed.trim().replace(/\/+$/, '');
  if (text === '' || /\s/.test(text)) return null;
  const given = /^https?:\/\//i.test(text);
  if (!given && text.includes('://')) return null;
  const url = URL.parse(given ? text : `https://${text}`);
  if (!url || url.hostname === '' || url.username !== '' || url.pathname !== '/' || url.search !== '') return null;
  if (!given && OWN.test(url.hostname)) return `http://${url.host}`;
  return url.origin;
}
