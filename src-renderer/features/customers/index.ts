import type { Feature } from '../../ui/screen-types.ts';
import { CustomersScreen } from './customers-screen.tsx';
import { ImportChip } from './import/import-chip.tsx';
import { ImportScreen } from './import/import-screen.tsx';

export const customersFeature: Feature = {
  screens: {
    customers: CustomersScreen,
    customer: CustomersScreen,
    'customer-new': CustomersScreen,
    'customers-import': ImportScreen,
  },
  bar: { counter: ImportChip },
};
