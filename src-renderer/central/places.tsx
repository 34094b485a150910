import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import DomainOutlinedIcon from '@mui/icons-material/DomainOutlined';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import HistoryOutlinedIcon from '@mui/icons-material/HistoryOutlined';
import LanOutlinedIcon from '@mui/icons-material/LanOutlined';
import MonitorHeartOutlinedIcon from '@mui/icons-material/MonitorHeartOutlined';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useRouter } from '../ui/router/router.tsx';

export interface CentralPlace {
  path: string;
  label: string;
  icon: ReactNode;
}

/** The places of the pages, in the order of the rail. The server answers each with the one page: src-server/pages. */
export const CENTRAL_PLACES: readonly CentralPlace[] = [
  { path: '/estacoes', label: 'Estações', icon: <LanOutlinedIcon /> },
  { path: '/unidades', label: 'Unidades', icon: <DomainOutlinedIcon /> },
  { path: '/equipe', label: 'Equipe', icon: <GroupsOutlinedIcon /> },
  { path: '/procedimentos', label: 'Procedimentos', icon: <AccountTreeOutlinedIcon /> },
  { path: '/saude', label: 'Saúde', icon: <MonitorHeartOutlinedIcon /> },
  { path: '/registro', label: 'Registro', icon: <HistoryOutlinedIcon /> },
];

/** Where the window is. */
export function usePath(): string {
  const router = useRouter();
  const address = useSyncExternalStore(router.subscribe, router.read);
  return address.split('?')[0] ?? '/';
}
