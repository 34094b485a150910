import ForumOutlinedIcon from '@mui/icons-material/ForumOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type Ref, useId } from 'react';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { formatCounted, formatMoment } from '../../../ui/format.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { entryStory } from '../journal/entry-story.ts';
import { stationWords } from '../ticket-words.ts';

export interface NewsBandProps {
  news: readonly Entry[];
  onRead: () => void;
  /** Gets the focus when something was about to be sent past it. */
  button: Ref<HTMLButtonElement>;
}

/** What colleagues wrote while somebody was writing: read before an answer goes out. */
export function NewsBand({ news, onRead, button }: NewsBandProps) {
  const id = useId();
  useKey('news.read', onRead);
  return (
    <Box
      component="section"
      role="alert"
      aria-labelledby={id}
      sx={(theme) => ({
        gridColumn: '1 / -1',
        px: 2,
        py: 1,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.info.border}`,
        backgroundColor: theme.vars.palette.tone.info.surface,
        color: theme.vars.palette.tone.info.text,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <ForumOutlinedIcon fontSize="small" aria-hidden />
        <Typography id={id} component="h3" variant="h4" sx={{ mr: 'auto' }}>
          Colegas escreveram enquanto você estava fora: {formatCounted(news.length, 'registro novo', 'registros novos')}
        </Typography>
        <KeyTip id="news.read" label="Li, posso registrar">
          <Button ref={button} variant="contained" color="primary" onClick={onRead}>
            Li, posso registrar
          </Button>
        </KeyTip>
      </Box>
      <Box
        component="ol"
        aria-label="O que chegou"
        tabIndex={0}
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 'clamp(72px, 11vh, 160px)', overflowY: 'auto' }}
      >
        {news.map((entry) => {
          const { did, text } = entryStory(entry);
          return (
            <Box component="li" key={entry.id} sx={{ py: 0.5 }}>
              <Typography component="p">
                <strong>{entry.actor.name}</strong> {did}{' '}
                <Typography component="span" variant="caption">
                  {formatMoment(entry.at)} · {stationWords(entry.station)}
                </Typography>
              </Typography>
              {text ? (
                <Typography
                  component="p"
                  sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', color: 'text.primary' }}
                >
                  {text}
                </Typography>
              ) : null}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
