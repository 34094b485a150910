import { describe, expect, it } from 'vitest';
import { phoneQueryVariants, phoneSearchTokens } from '#shared/domain/phone/phone-search.ts';

describe('phoneSearchTokens', () => {
  it('[S5.1] indexes a mobile with and without area code and ninth digit', () => {
    const forms = ['11987654321', '1187654321', '87654321', '987654321'];
    expect(phoneSearchTokens('+5511987654321').toSorted()).toEqual(forms.toSorted());
    expect(phoneSearchTokens('+551187654321').toSorted()).toEqual(forms.toSorted());
  });

  it('[S5.1] never gives a landline a ninth digit', () => {
    expect(phoneSearchTokens('+551133334444')).toEqual(['1133334444', '33334444']);
  });

  it('indexes service numbers, foreign numbers and numbers kept as typed', () => {
    expect(phoneSearchTokens('+558001234567')).toEqual(['8001234567']);
    expect(phoneSearchTokens('+5540041234')).toEqual(['40041234']);
    expect(phoneSearchTokens('+14155552671')).toEqual(['14155552671']);
    expect(phoneSearchTokens('98765-4321')).toEqual(['987654321', '87654321']);
    expect(phoneSearchTokens('ramal 21')).toEqual([]);
  });
});

describe('phoneQueryVariants', () => {
  it.each([
    ['119876', ['119876']],
    ['11987654321', ['11987654321', '1187654321']],
    ['1187654321', ['1187654321', '11987654321']],
    ['87654321', ['87654321', '987654321']],
    ['1133334444', ['1133334444']],
    ['33334444', ['33334444']],
    ['011987654321', ['011987654321', '11987654321', '1187654321']],
    ['01511987654321', ['01511987654321', '11987654321', '1187654321']],
    ['5511987654321', ['5511987654321', '11987654321', '1187654321']],
    ['55119876', ['55119876', '119876']],
    ['0800123', ['0800123', '800123']],
  ])('[S5.1] asks for %j as %j', (typed, variants) => {
    expect(phoneQueryVariants(typed)).toEqual(variants);
  });

  it('takes 55 for the area code of Santa Maria while it can be', () => {
    expect(phoneQueryVariants('5532221234')).toEqual(['5532221234']);
    expect(phoneQueryVariants('55999998888')).not.toContain('999998888');
  });
});
