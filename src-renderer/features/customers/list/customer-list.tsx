import AddIcon from '@mui/icons-material/Add';
import PeopleOutlinedIcon from '@mui/icons-material/PeopleOutlined';
import SearchIcon from '@mui/icons-material/Search';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { useConnectionStatus, useRpc } from '../../../bridge/bridge-context.tsx';
import { useLate } from '../../../bridge/use-late.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCounted } from '../../../ui/format.ts';
import { KeyHint, KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { Arrivals } from '../../../ui/list/arrivals.tsx';
import { DensitySwitch } from '../../../ui/list/density-switch.tsx';
import { ListFrame } from '../../../ui/list/list-frame.tsx';
import { useDensity } from '../../../ui/list/use-density.ts';
import { usePagedRows } from '../../../ui/list/use-paged-rows.ts';
import { useSettled } from '../../../ui/list/use-settled.ts';
import { VirtualTable } from '../../../ui/list/virtual-table.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { useGo, useRouter } from '../../../ui/router/router.tsx';
import { routePath } from '../../../ui/router/routes.ts';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { CUSTOMER_COLUMNS } from './customer-columns.tsx';

const PAGE = 200;
const idOf = (customer: Customer) => customer.id;

/** Customers by name, found as one types: code, name, CPF/CNPJ or telephone. */
export function CustomerList({ text, active }: { text: string; active: boolean }) {
  const rpc = useRpc();
  const router = useRouter();
  const go = useGo();
  const connection = useConnectionStatus();
  const { data: changes } = useLive('customers.revision');
  const asked = useSettled(text).trim();
  const { rowHeight } = useDensity();
  const [upToDate, setUpToDate] = useState(0);
  const list = usePagedRows<Customer>({
    listKey: asked,
    fetchPage: (after, signal) => rpc.customers.page({ text: asked, after, limit: PAGE }, { signal }),
    idOf,
    revision: `${connection} ${changes?.revision ?? 0}`,
  });
  const late = useLate(list.waiting);
  const find = (typed: string) => router.go(routePath('customers', {}, { q: typed }), { replace: true });
  useKey('record.new', () => go('customer-new'), { enabled: active });

  const head = (
    <>
      <PageHeader
        title="Clientes"
        subtitle={
          list.waiting && list.rows.length === 0
            ? ' '
            : `${formatCounted(list.total, 'cliente', 'clientes')}${asked ? ' nesta busca' : ''}`
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
            <ImportButton />
            <NewButton />
          </>
        }
      />
      <SearchField text={text} onChange={find} active={active} />
    </>
  );
  return (
    <ListFrame head={head}>
      {late && list.rows.length === 0 ? (
        <Box sx={{ p: 2 }}>
          <SkeletonRows rows={14} height={rowHeight} />
        </Box>
      ) : (
        <VirtualTable
          key={`${upToDate} ${rowHeight}`}
          label="Clientes, por nome"
          rows={list.rows}
          rowId={idOf}
          columns={CUSTOMER_COLUMNS}
          total={list.total}
          rowHeight={rowHeight}
          keysEnabled={active}
          onOpen={(customer) => go('customer', { customerId: customer.id })}
          onNearEnd={list.loadMore}
          onRange={list.onRange}
          empty={
            list.waiting ? null : <Nothing searched={asked !== ''} failed={list.failed} onClear={() => find('')} />
          }
        />
      )}
    </ListFrame>
  );
}

function SearchField({ text, onChange, active }: { text: string; onChange: (text: string) => void; active: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  useKey('list.filter', () => field.current?.focus(), { enabled: active });
  return (
    <Box role="search" aria-label="Buscar clientes">
      <TextField
        sx={{ maxWidth: 480 }}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text === '') field.current?.blur();
          else onChange('');
        }}
        placeholder="Código, nome, CPF, CNPJ ou telefone"
        inputRef={field}
        slotProps={{
          htmlInput: { 'aria-label': 'Buscar clientes', 'aria-keyshortcuts': 'f', maxLength: 200, type: 'search' },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
            endAdornment: text ? null : (
              <InputAdornment position="end">
                <KeyHint id="list.filter" />
              </InputAdornment>
            ),
          },
        }}
      />
    </Box>
  );
}

function ImportButton() {
  return (
    <Button component="a" {...useRouteHref('customers-import')} startIcon={<UploadFileOutlinedIcon />}>
      Importar
    </Button>
  );
}

function NewButton() {
  return (
    <KeyTip id="record.new">
      <Button
        component="a"
        {...useRouteHref('customer-new')}
        variant="contained"
        color="primary"
        startIcon={<AddIcon />}
      >
        Novo cliente
      </Button>
    </KeyTip>
  );
}

function Nothing({ searched, failed, onClear }: { searched: boolean; failed: boolean; onClear: () => void }) {
  if (failed)
    return <EmptyState title="A estação não respondeu">Os clientes aparecem assim que ela voltar.</EmptyState>;
  if (searched)
    return (
      <EmptyState
        title="Nenhum cliente com este texto"
        icon={<PeopleOutlinedIcon />}
        actions={
          <>
            <Button onClick={onClear}>Limpar busca</Button>
            <NewButton />
          </>
        }
      >
        A busca olha código, nome, CPF, CNPJ e telefone, com ou sem acentos e pontuação.
      </EmptyState>
    );
  return (
    <EmptyState
      title="Aqui ficam os clientes"
      icon={<PeopleOutlinedIcon />}
      actions={
        <>
          <ImportButton />
          <NewButton />
        </>
      }
    >
      Importe a planilha do seu sistema (CSV) ou cadastre um por um. Quem ligar sem cadastro também pode ser cadastrado
      durante o atendimento.
    </EmptyState>
  );
}
