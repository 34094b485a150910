import { describe, expect, it } from 'vitest';
import { BLANK_FORM, firstRunInput, problemsOf, stepOf } from '#renderer/features/first-run/first-run-form.ts';

const form = {
  ...BLANK_FORM,
  company: 'Casa',
  agentName: 'Ana',
  agentRole: 'atendente-n1',
  password: 'segredo-1',
  again: 'segredo-1',
};

describe('first run', () => {
  it('lets a step go only with what the station will take', () => {
    expect(problemsOf('company', { ...form, company: '  ' }).map(({ field }) => field)).toEqual(['company']);
    expect(problemsOf('agent', { ...form, agentName: '', agentRole: '' }).map(({ field }) => field)).toEqual([
      'agentName',
      'agentRole',
    ]);
    expect(problemsOf('company', { ...form, password: '' })).toEqual([]);
  });

  it('asks for the password twice and says which rule it misses', () => {
    expect(problemsOf('password', { ...form, password: 'curta', again: 'curta' })[0]?.message).toContain('8');
    expect(problemsOf('password', { ...form, again: 'segredo-2' })[0]?.code).toBe('password-differs');
    expect(problemsOf('password', form)).toEqual([]);
  });

  it('never sends the second typing of the password', () => {
    expect(firstRunInput({ ...form, startWith: 'sample' })).toEqual({
      company: 'Casa',
      agentName: 'Ana',
      agentRole: 'atendente-n1',
      password: 'segredo-1',
      withSampleData: true,
    });
  });

  it('goes back to the step that the station refused', () => {
    const refusal = (field?: string) => [{ code: 'x', field, message: 'x' }];
    expect(stepOf(refusal('name'))).toBe('agent');
    expect(stepOf(refusal('company'))).toBe('company');
    expect(stepOf(refusal())).toBeNull();
  });
});
