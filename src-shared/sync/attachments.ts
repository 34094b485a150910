/*
 * How files go between stations and the centre: by the SHA-256 of their bytes, apart from the journal. A station asks how
 * far the centre is (HEAD), sends from there on (PATCH) and is told where it stands after each; a wrong place is answered
 * 409 with the right one. Uploading proves that the station has the bytes; reading takes a ticket, in its scopes, that
 * names them.
 */
export const ATTACHMENTS_PATH = '/v1/attachments';
export const attachmentPath = (sha256: string): string => `${ATTACHMENTS_PATH}/${sha256}`;
export const SHA256 = /^[0-9a-f]{64}$/;

/** Bytes: where the body of a PATCH begins; in answers how many the centre has. */
export const OFFSET_HEADER = 'upload-offset';
/** Bytes of the whole file. */
export const LENGTH_HEADER = 'upload-length';
/** `?1`: the centre has all of it, and its hash is right. */
export const COMPLETE_HEADER = 'upload-complete';
export const PIECE_TYPE = 'application/offset+octet-stream';

/** Bytes of one PATCH: whole parts for storage that takes no smaller ones. */
export const UPLOAD_STEP = 8 * 1024 * 1024;
/** A larger body is not read. */
export const MOST_STEP = 16 * 1024 * 1024;
