import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customerSearchTokens,
  matchesCustomerQuery,
  parseCustomerQuery,
} from '#shared/domain/customer/search-tokens.ts';
import { searchWords } from '#shared/domain/text/fold-accents.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

const RUNS = { seed: 20261121, numRuns: 1000 };
const letters = fc.string({ unit: fc.constantFrom(...'aáãâbcçdeéêiíoóõuúnmrstlABÇÉ'), minLength: 1, maxLength: 8 });
const name = fc.array(letters, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

describe('customer search', () => {
  it('[S5.1] finds everybody by any beginning of any words of their name, in any order, accents and case aside', () => {
    fc.assert(
      fc.property(name, fc.nat(), fc.boolean(), (full, cut, plain) => {
        const tokens = customerSearchTokens(aCustomer({ name: full }));
        const starts = full
          .split(' ')
          .toReversed()
          .map((word) => word.slice(0, 1 + (cut % word.length)));
        const typed = plain ? searchWords(starts.join(' ')).join(' ').toUpperCase() : starts.join('  ');
        expect(matchesCustomerQuery(tokens, parseCustomerQuery(typed))).toBe(true);
      }),
      RUNS,
    );
  });

  it('gives terms that are safe for any index, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
        for (const term of parseCustomerQuery(typed).terms) {
          expect(term.length).toBeGreaterThan(0);
          for (const start of term) expect(start).toMatch(/^[\p{L}\p{N}]+$/u);
        }
      }),
      RUNS,
    );
  });
});
