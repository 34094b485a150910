import ContentCopyOutlinedIcon from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAgent } from '../../bridge/station-context.tsx';
import type { Draft, ParkedDraft } from '../../drafts/draft-store.ts';
import { useDraftStore } from '../../drafts/drafts-context.tsx';
import { ConfirmInline } from '../../ui/confirm-inline.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useRouter } from '../../ui/router/router.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { draftGlance, draftWords } from './draft-words.ts';

/** What was typed in this window and is in no record yet; nothing goes without a person deciding so. */
export function DraftsSection() {
  const store = useDraftStore();
  const agent = useAgent();
  const queries = useQueryClient();
  const queryKey = ['drafts', agent.id];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      const drafts = await store.list();
      return { drafts, parked: await store.parked() };
    },
    gcTime: 0,
    staleTime: 0,
  });
  const again = () => queries.invalidateQueries({ queryKey });
  const empty = data && data.drafts.length + data.parked.length === 0;
  return (
    <Section title="Rascunhos desta janela" hint="O que você digitou e ainda não está em nenhum registro.">
      <Panel flush>
        {empty ? (
          <Typography sx={{ p: 2.5, color: 'text.secondary' }}>
            Nada pendente. O que você digita fica aqui, cifrado, até ser salvo.
          </Typography>
        ) : null}
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, '& li:last-child': { borderBottom: 0 } }}>
          {data?.drafts.map((draft) => (
            <DraftRow key={draft.key} draft={draft} onDiscard={() => store.remove(draft.key).then(again)} />
          ))}
          {data?.parked.map((draft) => (
            <ParkedRow
              key={draft.parkedId}
              draft={draft}
              onDiscard={() => store.discardParked(draft.parkedId).then(again)}
            />
          ))}
        </Box>
      </Panel>
    </Section>
  );
}

const ROW = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  px: 2.5,
  py: 1.25,
  borderBottom: '1px solid',
  borderColor: 'divider',
} as const;

function DraftRow({ draft, onDiscard }: { draft: Draft; onDiscard: () => void }) {
  const { label, path } = draftWords(draft.key);
  const router = useRouter();
  const glance = draftGlance(draft.value);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(draftGlance(draft.value, Number.POSITIVE_INFINITY));
    setCopied(true);
  };
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 550 }}>{label}</Typography>
        <Typography noWrap sx={{ color: 'text.secondary' }}>
          {formatMoment(draft.updatedAt)} · {glance || 'sem texto'}
        </Typography>
      </Box>
      {path ? <Button onClick={() => router.go(path)}>Abrir</Button> : null}
      <Button variant="text" startIcon={<ContentCopyOutlinedIcon />} onClick={copy} disabled={glance === ''}>
        {copied ? 'Copiado' : 'Copiar texto'}
      </Button>
      <ConfirmInline label="Descartar" question="Descartar este rascunho?" confirm="Descartar" onConfirm={onDiscard} />
    </Box>
  );
}

function ParkedRow({ draft, onDiscard }: { draft: ParkedDraft; onDiscard: () => void }) {
  return (
    <Box component="li" sx={ROW}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 550, display: 'flex', gap: 1, alignItems: 'center' }}>
          {draftWords(draft.key).label} <StatusPill tone="warning">não abriu</StatusPill>
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          Escrito em {formatMoment(draft.updatedAt)} sob outra chave. Está guardado inteiro; se a chave antiga voltar,
          quem cuida do sistema pode recuperá-lo.
        </Typography>
      </Box>
      <ConfirmInline label="Descartar" question="Descartar para sempre?" confirm="Descartar" onConfirm={onDiscard} />
    </Box>
  );
}
