import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useAttendanceActions } from '../../screen/attendance-actions.tsx';
import type { FieldProps } from '../field-types.ts';
import { CustomerForm } from './customer-form.tsx';
import { CustomerLine } from './customer-line.tsx';
import { CustomerSearch } from './customer-search.tsx';

type Doing = { what: 'showing' | 'searching' } | { what: 'registering'; typed: string };

/** Finds the customer of the ticket as one types, or registers them on the spot (S5.1). */
export function CustomerField(props: FieldProps<'customer'>) {
  const { field, scene, inputId, labelId, readOnly, invalid, describedBy } = props;
  const { identify, focusNext } = useAttendanceActions();
  const { customer } = scene;
  const known = customer !== null || scene.ticket.customer !== null;
  const [doing, setDoing] = useState<Doing>({ what: known ? 'showing' : 'searching' });
  const change = useRef<HTMLButtonElement>(null);
  const knownId = scene.ticket.customer?.id ?? null;
  useEffect(() => {
    setDoing({ what: knownId === null ? 'searching' : 'showing' });
  }, [knownId]);

  const choose = async (customerId: string) => {
    if (customerId !== knownId && !(await identify(customerId))) return;
    setDoing({ what: 'showing' });
    focusNext();
  };

  if (doing.what === 'registering') {
    return (
      <CustomerForm
        typed={doing.typed}
        onDone={choose}
        onCancel={() => setDoing({ what: known ? 'showing' : 'searching' })}
      />
    );
  }
  if (doing.what === 'showing' && scene.ticket.customer) {
    return (
      <Box
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          pl: 1.25,
          pr: 0.75,
          minHeight: 44,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.chosen,
        })}
      >
        {customer ? (
          <CustomerLine customer={customer} now={scene.moment.now} />
        ) : (
          <Box sx={{ flex: 1, fontWeight: 600 }}>{scene.ticket.customer.name}</Box>
        )}
        {readOnly ? null : (
          <Button ref={change} id={inputId} variant="text" onClick={() => setDoing({ what: 'searching' })}>
            Trocar
          </Button>
        )}
      </Box>
    );
  }
  return (
    <CustomerSearch
      inputId={inputId}
      labelId={labelId}
      describedBy={describedBy}
      invalid={invalid}
      readOnly={readOnly}
      now={scene.moment.now}
      placeholder={field.help ?? 'Código, nome, CPF, CNPJ ou telefone'}
      autoFocus={known}
      onChoose={(found) => void choose(found.id)}
      onRegister={(typed) => setDoing({ what: 'registering', typed })}
      {...(known ? { onCancel: () => setDoing({ what: 'showing' }) } : {})}
    />
  );
}
