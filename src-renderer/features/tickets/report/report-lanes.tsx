import ForumOutlinedIcon from '@mui/icons-material/ForumOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import { useMemo, useRef } from 'react';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { LanguageReview } from './language-review.tsx';
import { NewsBand } from './news-band.tsx';
import { type Lane, ReportLane } from './report-lane.tsx';
import { useReportDraft } from './use-report-draft.ts';

const NOTE: Lane = {
  visibility: 'private',
  label: 'Nota técnica',
  readers: 'só a equipe lê',
  icon: <LockOutlinedIcon />,
  placeholder: 'Procedimentos, testes, o que a equipe precisa saber',
  save: 'Salvar nota técnica',
  saved: 'Nota técnica registrada',
  focusKey: 'ticket.note',
};

const SPEECH: Lane = {
  visibility: 'public',
  label: 'Texto ao cliente',
  readers: 'o cliente lê, por e-mail',
  icon: <ForumOutlinedIcon />,
  placeholder: 'Escreva ao cliente',
  save: 'Registrar texto ao cliente',
  saved: 'Texto ao cliente registrado',
  focusKey: 'ticket.public',
};

/** Two lanes side by side: what is written in one can never be taken for the other. */
export function ReportLanes({ ticketId, entries }: { ticketId: string; entries: readonly Entry[] }) {
  const pack = usePack();
  const rules = useMemo(() => compileWordRules(pack?.wordRules ?? []), [pack]);
  const note = useRef<HTMLTextAreaElement>(null);
  const speech = useRef<HTMLTextAreaElement>(null);
  const noted = useReportDraft(ticketId, 'private', entries);
  const spoken = useReportDraft(ticketId, 'public', entries);
  const readButton = useRef<HTMLButtonElement>(null);
  /* Whichever was begun first has more to be read. */
  const news = noted.news.length > spoken.news.length ? noted.news : spoken.news;
  const read = () => {
    if (noted.news.length > 0) noted.read();
    if (spoken.news.length > 0) spoken.read();
    (noted.news.length > spoken.news.length ? note : speech).current?.focus();
  };
  const onNews = () => readButton.current?.focus();
  return (
    <Box
      component="section"
      aria-label="Novo relato"
      sx={(theme) => ({
        flex: 'none',
        display: 'grid',
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        alignItems: 'start',
        gap: 1,
        px: 3,
        py: 1,
        maxHeight: '66%',
        scrollPaddingBlock: '8px',
        overflowY: 'auto',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.default,
      })}
    >
      {news.length > 0 ? <NewsBand news={news} onRead={read} button={readButton} /> : null}
      <ReportLane ticketId={ticketId} lane={NOTE} draft={noted} tight={news.length > 0} onNews={onNews} field={note} />
      <ReportLane
        ticketId={ticketId}
        lane={SPEECH}
        draft={spoken}
        tight={news.length > 0}
        onNews={onNews}
        field={speech}
        beneath={(text, replace) => <LanguageReview text={text} rules={rules} onReplace={replace} />}
      />
    </Box>
  );
}
