import CloudDownloadOutlinedIcon from '@mui/icons-material/CloudDownloadOutlined';
import Button from '@mui/material/Button';
import { useLive } from '../../../bridge/use-live.ts';
import { useBringIn } from '../../../ui/centre/use-bring-in.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';

/** The address of a ticket that this station does not hold: the centre may have it. Once it is here the page shows it by itself. */
export function NotHere({ ticketId }: { ticketId: string }) {
  const { data: sync } = useLive('sync.watch');
  const { bringing, bring, refusals } = useBringIn();
  const list = <RouteLink to="tickets">Procure pelo protocolo na lista de chamados</RouteLink>;
  if (!sync || sync.state === 'alone')
    return (
      <EmptyState title="Este chamado não está nesta estação">O endereço pode estar incompleto. {list}.</EmptyState>
    );
  return (
    <EmptyState
      title="Este chamado não está nesta estação"
      icon={<CloudDownloadOutlinedIcon />}
      actions={
        <Button
          variant="contained"
          color="primary"
          disabled={sync.state !== 'online'}
          loading={bringing !== null}
          onClick={() => void bring(ticketId)}
        >
          Trazer da central
        </Button>
      }
    >
      {sync.state === 'online'
        ? 'Ele pode ser antigo, ou ter passado a outra unidade. '
        : 'Ele pode estar na central, e sem rede não há como trazê-lo. '}
      {list}.
      <RefusalText refusals={refusals} />
    </EmptyState>
  );
}
