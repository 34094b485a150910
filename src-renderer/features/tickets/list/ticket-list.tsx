import AddIcCallOutlinedIcon from '@mui/icons-material/AddIcCallOutlined';
import CloudDownloadOutlinedIcon from '@mui/icons-material/CloudDownloadOutlined';
import ConfirmationNumberOutlinedIcon from '@mui/icons-material/ConfirmationNumberOutlined';
import FilterAltOffOutlinedIcon from '@mui/icons-material/FilterAltOffOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { parseProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { isFilling } from '../../../ui/centre/sync-words.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCounted } from '../../../ui/format.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { useRunKey } from '../../../ui/keys/keys-context.tsx';
import { Arrivals } from '../../../ui/list/arrivals.tsx';
import { DensitySwitch } from '../../../ui/list/density-switch.tsx';
import { ListFrame } from '../../../ui/list/list-frame.tsx';
import { useDensity } from '../../../ui/list/use-density.ts';
import { VirtualTable } from '../../../ui/list/virtual-table.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useGo, useRouter } from '../../../ui/router/router.tsx';
import { routePath } from '../../../ui/router/routes.ts';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { AtCentre } from './at-centre.tsx';
import { isNarrowed, type ListFilters, NO_FILTERS, writeFilters } from './list-filters.ts';
import { MarkedBar } from './marked-bar.tsx';
import { ticketColumns } from './ticket-columns.tsx';
import { TicketFiltersBar } from './ticket-filters.tsx';
import { useTicketList } from './use-ticket-list.ts';

const idOf = (row: TicketRow) => row.id;

/** Tickets found again: newest first, narrowed by filters that stay in the address. */
export function TicketList({ filters, active }: { filters: ListFilters; active: boolean }) {
  const router = useRouter();
  const go = useGo();
  const pack = usePack();
  const { rowHeight } = useDensity();
  const list = useTicketList(filters);
  const { data: sync } = useLive('sync.watch');
  const [upToDate, setUpToDate] = useState(0);
  const [marked, setMarked] = useState<ReadonlyMap<string, TicketRow>>(new Map());
  const columns = useMemo(() => ticketColumns(pack, list.gone), [pack, list.gone]);
  const change = (part: Partial<ListFilters>) =>
    router.go(routePath('tickets', {}, writeFilters({ ...filters, ...part })), { replace: true });

  const head = (
    <>
      <PageHeader
        title="Chamados"
        subtitle={
          (list.waiting || isFilling(sync)) && list.rows.length === 0
            ? ' '
            : `${formatCounted(list.total, 'chamado', 'chamados')}${isNarrowed(filters) ? ' neste filtro' : ''}`
        }
        actions={
          <>
            <Arrivals
              count={list.arrived}
              words={formatCounted(list.arrived, 'novo', 'novos')}
              onShow={() => {
                list.showArrived();
                setUpToDate((times) => times + 1);
              }}
            />
            <DensitySwitch />
          </>
        }
      />
      <TicketFiltersBar filters={filters} onChange={change} active={active} />
    </>
  );
  return (
    <ListFrame head={head} foot={<AtCentre text={filters.text} active={active} />}>
      {list.late && list.rows.length === 0 ? (
        <Box sx={{ p: 2 }}>
          <SkeletonRows rows={14} height={rowHeight} />
        </Box>
      ) : (
        <VirtualTable
          key={`${upToDate} ${rowHeight}`}
          label="Chamados, do mais novo ao mais antigo"
          rows={list.rows}
          rowId={idOf}
          columns={columns}
          total={list.total}
          rowHeight={rowHeight}
          keysEnabled={active}
          onOpen={(row) => go('ticket', { ticketId: row.id })}
          onMark={(row) => setMarked((before) => toggled(before, row))}
          marked={new Set(marked.keys())}
          onNearEnd={list.loadMore}
          onRange={list.onRange}
          empty={
            list.waiting ? null : <Nothing filters={filters} failed={list.failed} onClear={() => change(NO_FILTERS)} />
          }
        />
      )}
      <MarkedBar rows={[...marked.values()]} onClear={() => setMarked(new Map())} />
    </ListFrame>
  );
}

function toggled(before: ReadonlyMap<string, TicketRow>, row: TicketRow): ReadonlyMap<string, TicketRow> {
  const next = new Map(before);
  if (!next.delete(row.id)) next.set(row.id, row);
  return next;
}

function Nothing({ filters, failed, onClear }: { filters: ListFilters; failed: boolean; onClear: () => void }) {
  const runKey = useRunKey();
  const { data: sync } = useLive('sync.watch');
  if (failed)
    return <EmptyState title="A estação não respondeu">Os chamados aparecem assim que ela voltar.</EmptyState>;
  if (isNarrowed(filters)) {
    const hint = protocolHint(filters.text);
    return (
      <EmptyState
        title="Nenhum chamado neste filtro"
        icon={<FilterAltOffOutlinedIcon />}
        actions={<Button onClick={onClear}>Limpar filtros</Button>}
      >
        {hint ??
          'A busca olha protocolo, cliente, documento, telefone e todo o texto do histórico, com ou sem acentos.'}
      </EmptyState>
    );
  }
  if (isFilling(sync))
    return (
      <EmptyState title="Os chamados estão chegando da central" icon={<CloudDownloadOutlinedIcon />}>
        Os abertos e os mais novos vêm primeiro. Já dá para atender enquanto isso.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Aqui ficam os chamados"
      icon={<ConfirmationNumberOutlinedIcon />}
      actions={
        <Button
          variant="contained"
          color="primary"
          startIcon={<AddIcCallOutlinedIcon />}
          endIcon={<KeyHint id="call.new" />}
          onClick={() => runKey('call.new')}
        >
          Nova ligação
        </Button>
      }
    >
      Cada ligação recebida abre um chamado com o seu protocolo. O primeiro aparece aqui assim que você atender.
    </EmptyState>
  );
}

/** Why a typed number finds nothing, when it looks like a protocol and is none. */
function protocolHint(text: string): string | null {
  if (!/^[\d\s.-]{12,}$/.test(text.trim())) return null;
  const parsed = parseProtocol(text);
  return parsed.ok ? null : parsed.message;
}
