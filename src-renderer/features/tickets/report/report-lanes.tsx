import ForumOutlinedIcon from '@mui/icons-material/ForumOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import { useMemo, useRef } from 'react';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { LanguageReview } from './language-review.tsx';
import { type Lane, ReportLane } from './report-lane.tsx';

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
export function ReportLanes({ ticketId }: { ticketId: string }) {
  const pack = usePack();
  const rules = useMemo(() => compileWordRules(pack?.wordRules ?? []), [pack]);
  const note = useRef<HTMLTextAreaElement>(null);
  const speech = useRef<HTMLTextAreaElement>(null);
  return (
    <Box
      component="section"
      aria-label="Novo relato"
      sx={(theme) => ({
        flex: 'none',
        display: 'grid',
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        alignItems: 'start',
        gap: 1.5,
        px: 3,
        py: 1.5,
        maxHeight: '60%',
        overflowY: 'auto',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.default,
      })}
    >
      <ReportLane ticketId={ticketId} lane={NOTE} field={note} />
      <ReportLane
        ticketId={ticketId}
        lane={SPEECH}
        field={speech}
        beneath={(text, replace) => <LanguageReview text={text} rules={rules} onReplace={replace} />}
      />
    </Box>
  );
}
