import type { TestCentre } from './centre-process.ts';

export interface Asked {
  token?: string;
  headers?: Record<string, string>;
}

export interface Posted<T> {
  status: number;
  body: T;
}

/** Posts JSON (or bytes as they are) to a centre under test. */
export async function postTo<T>(
  { origin }: Pick<TestCentre, 'origin'>,
  path: string,
  body: unknown,
  { token, headers = {} }: Asked = {},
): Promise<Posted<T>> {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

/** Of the first refusal in an answer. */
export const codeOf = ({ body }: { body: unknown }) => (body as { refusals: { code: string }[] }).refusals[0]?.code;
