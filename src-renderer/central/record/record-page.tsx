import Button from '@mui/material/Button';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordPage as Rows } from '#shared/sync/administration.ts';
import { Moment } from '../../ui/elapsed.tsx';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { askOrThrow, Refused } from '../api/ask.ts';
import { PlainTable } from '../desk/plain-table.tsx';
import { ACT_WORDS } from './act-words.ts';

/** What was done in these pages: rows are added, and never changed or taken away. */
export function RecordPage() {
  const record = useInfiniteQuery({
    queryKey: ['/record'],
    queryFn: ({ pageParam }) => askOrThrow<Rows>('/record', { before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = record.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page wide>
      <PageHeader title="Registro" subtitle="O que foi feito nestas páginas, por quem e quando. Nada aqui se apaga." />
      <RefusalText refusals={record.error instanceof Refused ? record.error.refusals : []} />
      {record.isPending ? <SkeletonRows rows={6} /> : null}
      {rows.length > 0 ? (
        <PlainTable label="Registro" columns={['Quando', 'Quem', 'O quê', 'Sobre']}>
          {rows.map(({ id, at, by, act, about }) => (
            <TableRow key={id}>
              <TableCell>
                <Moment at={at} />
              </TableCell>
              <TableCell>{by ?? (act === 'sign-in-refused' ? '' : 'no servidor')}</TableCell>
              <TableCell>{ACT_WORDS[act]}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{about}</TableCell>
            </TableRow>
          ))}
        </PlainTable>
      ) : null}
      {record.hasNextPage ? (
        <Button loading={record.isFetchingNextPage} onClick={() => record.fetchNextPage()} sx={{ alignSelf: 'center' }}>
          Mostrar mais
        </Button>
      ) : null}
    </Page>
  );
}
