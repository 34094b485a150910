import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Customer, KIND_LABELS } from '#shared/domain/customer/customer.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useCommand } from '../../../bridge/use-command.ts';
import { useLate } from '../../../bridge/use-late.ts';
import { useRefreshOn } from '../../../bridge/use-live.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { useQueryValue } from '../../../ui/router/router.tsx';
import { ARIA_LIVE } from '../../../ui/said.ts';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { STANDING_TONES, secondName, standingWords } from '../customer-words.ts';
import { CustomerForm } from '../form/customer-form.tsx';
import { formOf } from '../form/customer-form-values.ts';
import { CustomerClashes } from './customer-clashes.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerTickets } from './customer-tickets.tsx';
import { RecordFrame } from './record-frame.tsx';

/** One customer: what is known of them, how to change it, and the tickets they had. */
export function CustomerRecord({ customerId }: { customerId: string }) {
  const api = useApi();
  const { data: customer, isPending } = useQuery(api.customers.get.queryOptions({ input: { customerId } }));
  useRefreshOn('customers.revision', api.customers.get.key({ input: { customerId } }));
  const late = useLate(isPending);
  if (customer === undefined) return <Box sx={{ p: 3 }}>{late ? <SkeletonRows rows={10} /> : null}</Box>;
  if (customer === null)
    return (
      <EmptyState title="Este cliente não está no cadastro">
        O endereço pode estar incompleto. <RouteLink to="customers">Procure na lista de clientes</RouteLink>.
      </EmptyState>
    );
  return <Known customer={customer} />;
}

function Known({ customer }: { customer: Customer }) {
  const [mode, setMode] = useQueryValue('modo');
  const [saved, setSaved] = useState(false);
  const editing = mode === 'editar';
  const initial = useMemo(() => formOf(customer), [customer]);
  const edit = () => {
    setSaved(false);
    setMode('editar');
  };
  useKey('record.edit', edit, { enabled: !editing });
  return (
    <RecordFrame aside={<CustomerTickets customerId={customer.id} />}>
      <PageHeader
        title={customer.name}
        subtitle={
          <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
            <span>
              {[`Código ${customer.code}`, KIND_LABELS[customer.kind], secondName(customer)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <StatusPill tone={STANDING_TONES[customer.standing.status]}>{standingWords(customer.standing)}</StatusPill>
          </Box>
        }
        actions={
          editing ? null : (
            <KeyTip id="record.edit">
              <Button startIcon={<EditOutlinedIcon />} onClick={edit}>
                Editar
              </Button>
            </KeyTip>
          )
        }
      />
      <ClashesOf customerId={customer.id} />
      {editing ? (
        <CustomerForm
          customer={customer}
          initial={initial}
          onSaved={() => {
            setSaved(true);
            setMode('');
          }}
          onLeave={() => setMode('')}
        />
      ) : (
        <CustomerDetails customer={customer} />
      )}
      <Box role="status" sx={ARIA_LIVE}>
        {saved && !editing ? 'Cadastro salvo' : ''}
      </Box>
    </RecordFrame>
  );
}

function ClashesOf({ customerId }: { customerId: string }) {
  const api = useApi();
  const { data: clashes } = useQuery(api.customers.clashes.queryOptions({ input: { customerId } }));
  useRefreshOn('customers.revision', api.customers.clashes.key({ input: { customerId } }));
  const decide = useCommand('customers.decideClash');
  const [field, setField] = useState('');
  return (
    <CustomerClashes
      clashes={clashes ?? []}
      busy={decide.busy}
      refused={{ field, refusals: decide.refusals }}
      onKeep={(chosen, keep) => {
        setField(chosen);
        void decide.run({ customerId, field: chosen, keep });
      }}
    />
  );
}
