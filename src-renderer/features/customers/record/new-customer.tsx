import { useState } from 'react';
import { dayOf } from '../../../ui/calendar-day.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { CustomerForm } from '../form/customer-form.tsx';
import { blankForm } from '../form/customer-form-values.ts';
import { RecordFrame } from './record-frame.tsx';

/** A customer registered by hand (S3.7). */
export function NewCustomer() {
  const go = useGo();
  const [initial] = useState(() => blankForm(dayOf(new Date())));
  return (
    <RecordFrame>
      <PageHeader title="Novo cliente" subtitle="Só o nome é obrigatório; o resto pode vir depois." />
      <CustomerForm
        customer={null}
        initial={initial}
        onSaved={(customer) => go('customer', { customerId: customer.id })}
        onLeave={() => go('customers')}
      />
    </RecordFrame>
  );
}
