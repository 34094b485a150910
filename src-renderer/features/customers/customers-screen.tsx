import Box from '@mui/material/Box';
import { useRef } from 'react';
import { KeptPane } from '../../ui/kept-pane.tsx';
import { useParams, usePlace } from '../../ui/router/router.tsx';
import { CustomerList } from './list/customer-list.tsx';
import { CustomerRecord } from './record/customer-record.tsx';
import { NewCustomer } from './record/new-customer.tsx';

/** The list, and over it the record that is open: the list stays where it was for whoever comes back. */
export function CustomersScreen() {
  const { match, query } = usePlace();
  const customerId = useParams('customer')?.customerId;
  const listShown = match?.route === 'customers';
  const text = useRef('');
  if (listShown) text.current = query.get('q') ?? '';
  return (
    <Box sx={{ position: 'relative', height: '100%', overflow: 'hidden' }}>
      <KeptPane shown={listShown}>
        <CustomerList text={text.current} active={listShown} />
      </KeptPane>
      {listShown ? null : (
        <Box sx={{ position: 'absolute', inset: 0 }}>
          {customerId === undefined ? <NewCustomer /> : <CustomerRecord key={customerId} customerId={customerId} />}
        </Box>
      )}
    </Box>
  );
}
