import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import ConfirmationNumberOutlinedIcon from '@mui/icons-material/ConfirmationNumberOutlined';
import HeadsetMicOutlinedIcon from '@mui/icons-material/HeadsetMicOutlined';
import MenuBookOutlinedIcon from '@mui/icons-material/MenuBookOutlined';
import PeopleOutlinedIcon from '@mui/icons-material/PeopleOutlined';
import TuneOutlinedIcon from '@mui/icons-material/TuneOutlined';
import type { ReactNode } from 'react';
import type { KeyId } from '../ui/keys/key-table.ts';
import type { RouteId } from '../ui/router/routes.ts';

export interface FramePlace {
  route: 'attendance' | 'tickets' | 'customers' | 'shift' | 'procedures' | 'settings';
  key: KeyId;
  label: string;
  icon: ReactNode;
  /** Routes that light it in the rail. */
  covers: readonly RouteId[];
}

/** The rail, from top to bottom. */
export const PLACES: readonly FramePlace[] = [
  {
    route: 'attendance',
    key: 'go.attendance',
    label: 'Atender',
    icon: <HeadsetMicOutlinedIcon />,
    covers: ['attendance', 'attendance-ticket'],
  },
  {
    route: 'tickets',
    key: 'go.tickets',
    label: 'Chamados',
    icon: <ConfirmationNumberOutlinedIcon />,
    covers: ['tickets', 'ticket'],
  },
  {
    route: 'customers',
    key: 'go.customers',
    label: 'Clientes',
    icon: <PeopleOutlinedIcon />,
    covers: ['customers', 'customer', 'customer-new', 'customers-import'],
  },
  { route: 'shift', key: 'go.shift', label: 'Livro', icon: <MenuBookOutlinedIcon />, covers: ['shift'] },
  {
    route: 'procedures',
    key: 'go.procedures',
    label: 'Procedimentos',
    icon: <AccountTreeOutlinedIcon />,
    covers: ['procedures'],
  },
  {
    route: 'settings',
    key: 'go.settings',
    label: 'Ajustes',
    icon: <TuneOutlinedIcon />,
    covers: ['settings', 'recovery', 'queue'],
  },
];
