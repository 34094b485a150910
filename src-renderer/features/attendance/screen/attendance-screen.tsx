import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { AttendanceView } from '#shared/contract/views.ts';
import { publicTextCheck } from '#shared/domain/language/public-text.ts';
import { useLate } from '../../../bridge/use-late.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { useParams } from '../../../ui/router/router.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { LanguageProvider, useWordRules } from '../fields/language.tsx';
import { AttendanceDesk } from './attendance-desk.tsx';
import { usePack } from './use-pack.ts';

/** One attendance: `/atender/:ticketId`. */
export function AttendanceScreen() {
  const ticketId = useParams('attendance-ticket')?.ticketId;
  return ticketId ? <Watched key={ticketId} ticketId={ticketId} /> : null;
}

function Watched({ ticketId }: { ticketId: string }) {
  const { data: seen, status, late } = useLive('attendance.view', { ticketId });
  if (seen?.ticket.attendance) return <WithPack seen={seen} />;
  if (seen === undefined && status !== 'ended') return late ? <Waiting /> : null;
  return (
    <Box sx={{ height: '100%', display: 'grid', alignContent: 'center' }}>
      <EmptyState title={seen ? 'Este chamado não nasceu de uma ligação' : 'Este atendimento não está nesta estação'}>
        {seen ? (
          <RouteLink to="ticket" params={{ ticketId }}>
            Abrir o chamado
          </RouteLink>
        ) : (
          <>
            Confira o endereço ou procure pelo protocolo na busca.{' '}
            <RouteLink to="attendance">Ir para Atender</RouteLink>
          </>
        )}
      </EmptyState>
    </Box>
  );
}

function WithPack({ seen }: { seen: AttendanceView }) {
  const pack = usePack(seen.ticket.attendance?.packVersion);
  const rules = useWordRules(pack);
  const publicText = useMemo(
    () => (pack && rules ? publicTextCheck({ words: rules, sensitiveData: pack.sensitiveData }) : null),
    [pack, rules],
  );
  const late = useLate(pack === undefined);
  if (!pack || !rules || !publicText || !seen.ticket.attendance) return late ? <Waiting /> : null;
  return (
    <LanguageProvider rules={rules}>
      <AttendanceDesk pack={pack} seen={seen} attendance={seen.ticket.attendance} publicText={publicText} />
    </LanguageProvider>
  );
}

function Waiting() {
  return (
    <Box sx={{ p: 4 }}>
      <SkeletonRows />
    </Box>
  );
}
