import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { useApi } from '../../../../bridge/bridge-context.tsx';
import { useAttendanceActions } from '../../screen/attendance-actions.tsx';
import type { FieldProps } from '../field-types.ts';
import { WorkOrderForm } from './work-order-form.tsx';
import { WorkOrderLine } from './work-order-line.tsx';
import { WorkOrderSearch } from './work-order-search.tsx';

type Doing = { what: 'showing' | 'searching' | 'updating' } | { what: 'registering'; typed: string };

/** Finds an open work order for the same procedure, links it, or registers the one that was passed (S5.9). */
export function WorkOrderField(props: FieldProps<'work-order'>) {
  const { view, scene, inputId, readOnly, onChange } = props;
  const { saveNow, focusNext } = useAttendanceActions();
  const chosenId = typeof view.value === 'string' && view.value !== '' ? view.value : null;
  const [doing, setDoing] = useState<Doing>({ what: chosenId ? 'showing' : 'searching' });
  const api = useApi();
  const query = useQuery(
    api.workOrders.get.queryOptions({
      input: { id: chosenId ?? '' },
      enabled: chosenId !== null && scene.workOrder?.id !== chosenId,
    }),
  );
  const chosen = chosenId === null ? null : scene.workOrder?.id === chosenId ? scene.workOrder : (query.data ?? null);

  const choose = (workOrder: WorkOrder) => {
    onChange(workOrder.id);
    setDoing({ what: 'showing' });
    // The link to the ticket is the journal's: scripts and exits that speak of the work order wait for it.
    queueMicrotask(() => void saveNow());
    focusNext();
  };

  if (doing.what === 'registering' || (doing.what === 'updating' && chosen)) {
    return (
      <WorkOrderForm
        existing={doing.what === 'updating' ? chosen : null}
        typed={doing.what === 'registering' ? doing.typed : ''}
        suggestedTitle={scene.ticket.subject}
        onDone={choose}
        onCancel={() => setDoing({ what: chosenId ? 'showing' : 'searching' })}
      />
    );
  }
  if (chosenId !== null && doing.what !== 'searching') {
    return (
      <Box
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          pl: 1.25,
          pr: 0.75,
          minHeight: 44,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.chosen,
        })}
      >
        {chosen ? <WorkOrderLine workOrder={chosen} /> : <Box sx={{ flex: 1 }}>O.S. vinculada</Box>}
        {readOnly ? null : (
          <>
            <Button variant="text" onClick={() => setDoing({ what: 'updating' })} disabled={!chosen}>
              Atualizar
            </Button>
            <Button id={inputId} variant="text" onClick={() => setDoing({ what: 'searching' })}>
              Trocar
            </Button>
          </>
        )}
      </Box>
    );
  }
  return (
    <WorkOrderSearch
      {...props}
      onChoose={choose}
      onRegister={(typed) => setDoing({ what: 'registering', typed })}
      {...(chosenId ? { onCancel: () => setDoing({ what: 'showing' }) } : {})}
    />
  );
}
