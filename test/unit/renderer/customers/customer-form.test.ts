import { describe, expect, it } from 'vitest';
import {
  blankForm,
  byFormField,
  formOf,
  formProblems,
  inputOf,
} from '#renderer/features/customers/form/customer-form-values.ts';
import { decideEditCustomer } from '#shared/domain/customer/register.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

const context = { now: '2026-11-21T13:30:00.000Z', today: '2026-11-21', existing: {} };

describe('the form of a customer', () => {
  it('[S3.7] changes nothing when it is saved as it was opened', () => {
    const customer = aCustomer({
      document: '12ABC34501DE35',
      kind: 'pj',
      phones: [
        { number: '+5511987654321', label: 'Celular' },
        { number: '+551187654321', label: '' },
        { number: 'falar com a portaria', label: '' },
        { number: '+14155552671', label: 'Fora' },
      ],
      contacts: [
        { name: 'Rita', role: 'Gerente', phones: [{ number: '+551133334444', label: '' }], emails: ['r@x.com.br'] },
      ],
      standing: { status: 'em-debito', asOf: '2026-11-01', amountCents: 123_456, note: 'boleto' },
      tradeName: 'Ávila',
      onCallNote: 'Ligar antes das 18 h',
    });
    const saved = decideEditCustomer(customer, inputOf(formOf(customer), customer), context);
    expect(saved).toEqual({ ok: true, value: { ...customer, updatedAt: context.now } });
  });

  it('[S5.3] asks for the day of a standing, and for an amount that can be read', () => {
    const form = blankForm('2026-11-21');
    expect(formProblems(form)).toEqual([]);
    const wrong = { ...form, standing: { status: 'em-debito' as const, asOf: '', amount: 'muito', note: '' } };
    expect(formProblems(wrong).map(({ field }) => field)).toEqual(['standing.asOf', 'standing.amount']);
  });

  it('puts what the station refuses beside the field that has it', () => {
    const refusals = ['input.name', 'emails.1', 'contacts.0.emails.2', 'phones.0.number'].map((field) => ({
      code: 'x',
      message: 'm',
      field,
    }));
    expect(byFormField(refusals).map(({ field }) => field)).toEqual([
      'name',
      'emails.1.address',
      'contacts.0.emails.2.address',
      'phones.0.number',
    ]);
  });
});
