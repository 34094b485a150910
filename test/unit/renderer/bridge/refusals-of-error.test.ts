import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { ConnectionLost } from '#renderer/bridge/connection.ts';
import { refusalsOfError } from '#renderer/bridge/refusals-of-error.ts';

describe('what is said of a call that went wrong', () => {
  it('tells whether a lost call may have been done', () => {
    expect(refusalsOfError(new ConnectionLost(false))[0].code).toBe('connection-lost');
    expect(refusalsOfError(new ConnectionLost(true))[0].code).toBe('connection-lost-after-sending');
  });

  it('puts what the schema refuses beside its field', () => {
    const error = new ORPCError('BAD_REQUEST', {
      data: { issues: [{ path: ['phones', { key: 0 }, 'number'], message: 'Número inválido.' }] },
    });
    expect(refusalsOfError(error)).toEqual([
      { code: 'invalid-input', field: 'phones.0.number', message: 'Número inválido.' },
    ]);
  });

  it('has words for everything else, with a way on', () => {
    for (const error of [new Error('x'), 'x', undefined, new ORPCError('BAD_REQUEST'), new ORPCError('UNAUTHORIZED')]) {
      const [refusal] = refusalsOfError(error);
      expect(refusal.message).not.toBe('');
      expect(refusal.way).toContain('guardado');
    }
  });
});
