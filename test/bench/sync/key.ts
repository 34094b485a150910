export const benchKey = new Uint8Array(32).fill(9);
