import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type ReactNode, type RefObject, useId, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { KeyHint, KeyTip } from '../../../ui/keys/key-hint.tsx';
import type { KeyId } from '../../../ui/keys/key-table.ts';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { ARIA_LIVE } from '../../../ui/said.ts';
import type { ReportDraft } from './use-report-draft.ts';

export interface Lane {
  visibility: 'private' | 'public';
  label: string;
  /** Who reads it. */
  readers: string;
  icon: ReactNode;
  placeholder: string;
  /** On the button: a verb. */
  save: string;
  /** Said once it is saved. */
  saved: string;
  focusKey: KeyId;
}

export interface ReportLaneProps {
  ticketId: string;
  lane: Lane;
  draft: ReportDraft;
  /** Something else stands above that must be seen too. */
  tight: boolean;
  /** There is something to be read before this may go out. */
  onNews: () => void;
  /** Shown beneath what is typed. */
  beneath?: (text: string, replace: (text: string) => void) => ReactNode;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** One lane of text: its colour, its label, its draft, its button. */
export function ReportLane({ ticketId, lane, draft, tight, onNews, beneath, field }: ReportLaneProps) {
  const report = useCommand('tickets.report');
  const [inside, setInside] = useState(false);
  const [said, setSaid] = useState('');
  const id = useId();
  const isPublic = lane.visibility === 'public';
  const { text } = draft;
  const open = inside || text !== '';

  /* The review beneath the text names each word and what to write instead; once is enough. */
  const blocked = report.refusals.some(({ code }) => code === 'public-text-blocked');
  const refusals = blocked ? [BLOCKED] : report.refusals;

  const save = async () => {
    if (report.busy || text.trim() === '') return;
    if (draft.news.length > 0) return onNews();
    const { version, seen } = draft;
    const done = await report.run({ ticketId, text, visibility: lane.visibility, seen });
    if (!done.ok) return;
    draft.settle(version);
    setSaid(lane.saved);
  };
  useKey(lane.focusKey, () => field.current?.focus());
  useKey('ticket.send', save, { enabled: inside });
  useKey('back', () => field.current?.blur(), { enabled: inside });

  return (
    <Box
      component="section"
      aria-labelledby={`${id}label`}
      data-lane={lane.visibility}
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
      sx={(theme) => {
        const { internal, speech } = theme.vars.palette;
        return {
          minWidth: 0,
          px: 1.5,
          py: 1,
          display: 'flex',
          flexDirection: 'column',
          gap: 0.75,
          borderRadius: 1,
          border: `1px solid ${isPublic ? speech.border : internal.border}`,
          borderTopWidth: 3,
          backgroundColor: isPublic ? theme.vars.palette.background.paper : internal.surface,
        };
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, '& svg': { fontSize: 18 } }}>
        <Box aria-hidden sx={{ display: 'grid', color: isPublic ? 'primary.main' : 'inherit' }}>
          {lane.icon}
        </Box>
        <Typography id={`${id}label`} component="h3" variant="h4">
          {lane.label}
        </Typography>
        <Typography
          id={`${id}readers`}
          variant="caption"
          sx={(theme) => ({ color: isPublic ? 'text.secondary' : theme.vars.palette.internal.text, mr: 'auto' })}
        >
          {lane.readers}
        </Typography>
        {open ? null : <KeyHint id={lane.focusKey} />}
      </Box>
      <TextField
        multiline
        minRows={open ? (tight ? 2 : 3) : 1}
        maxRows={tight ? 4 : 8}
        value={text}
        inputRef={field}
        onChange={(event) => {
          draft.setText(event.target.value);
          report.forget();
          setSaid('');
        }}
        placeholder={lane.placeholder}
        slotProps={{
          htmlInput: {
            'aria-label': lane.label,
            'aria-describedby': `${id}readers ${id}refusals`,
            readOnly: !draft.ready,
            maxLength: 200_000,
            lang: 'pt-BR',
            spellCheck: true,
          },
        }}
      />
      <RefusalText id={`${id}refusals`} refusals={refusals} />
      {open ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
          <KeyTip id="ticket.send" label={lane.save}>
            <Button
              variant="contained"
              color={isPublic ? 'primary' : 'secondary'}
              onClick={save}
              disabled={text.trim() === ''}
            >
              {lane.save}
            </Button>
          </KeyTip>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {draft.failed
              ? 'O rascunho não pôde ser gravado: o texto está só nesta janela.'
              : draft.dirty
                ? 'Rascunho guardado a cada tecla'
                : ''}
          </Typography>
        </Box>
      ) : null}
      {open ? beneath?.(text, draft.setText) : null}
      <Box sx={ARIA_LIVE} role="status">
        {said}
      </Box>
    </Box>
  );
}

const BLOCKED: Refusal = {
  code: 'public-text-blocked',
  rule: 'S5.4',
  message: 'Não foi registrado: troque o que está marcado em vermelho, ou passe o trecho para a nota técnica.',
};
