import AltRouteOutlinedIcon from '@mui/icons-material/AltRouteOutlined';
import CheckCircleOutlinedIcon from '@mui/icons-material/CheckCircleOutlined';
import EditNoteOutlinedIcon from '@mui/icons-material/EditNoteOutlined';
import ForumOutlinedIcon from '@mui/icons-material/ForumOutlined';
import LinkOutlinedIcon from '@mui/icons-material/LinkOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import PersonOutlinedIcon from '@mui/icons-material/PersonOutlined';
import PhoneInTalkOutlinedIcon from '@mui/icons-material/PhoneInTalkOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import SupportOutlinedIcon from '@mui/icons-material/SupportOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { EntryDelivery } from '#shared/contract/views.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatMoment, formatTime } from '../../../ui/format.ts';
import { Protocol } from '../../../ui/protocol.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { MEASURE, TABULAR } from '../../../ui/theme/theme.ts';
import { stationWords } from '../ticket-words.ts';
import { answersShown } from './answer-words.ts';
import { Delivered } from './delivered.tsx';
import { ChangesShown, StepAnswers } from './entry-details.tsx';
import { entryStory, type StoryKind } from './entry-story.ts';
import type { Change } from './register-changes.ts';

const ICONS: Record<StoryKind, ReactNode> = {
  call: <PhoneInTalkOutlinedIcon />,
  customer: <PersonOutlinedIcon />,
  step: <EditNoteOutlinedIcon />,
  move: <AltRouteOutlinedIcon />,
  note: <LockOutlinedIcon />,
  speech: <ForumOutlinedIcon />,
  link: <LinkOutlinedIcon />,
  time: <ScheduleOutlinedIcon />,
  help: <SupportOutlinedIcon />,
  end: <CheckCircleOutlinedIcon />,
};

export interface JournalEntryProps {
  entry: Entry;
  pack: Pack | undefined;
  flowId: string;
  changes: readonly Change[];
  /** On its way to the centre, or refused there; absent: it is there, or there is none. */
  delivery?: EntryDelivery | undefined;
  nameOf: (id: string) => string | undefined;
}

export function JournalEntry({ entry, pack, flowId, changes, delivery, nameOf }: JournalEntryProps) {
  const story = entryStory(entry);
  const isPublic = entry.visibility === 'public';
  return (
    <Box
      component="li"
      data-entry={entry.kind}
      data-visibility={entry.visibility}
      sx={{ display: 'grid', gridTemplateColumns: '48px 24px minmax(0, 1fr)', columnGap: 1, py: 0.75 }}
    >
      <Box
        component="time"
        dateTime={entry.at}
        title={formatMoment(entry.at)}
        sx={{ ...TABULAR, color: 'text.secondary', textAlign: 'end', fontSize: '0.75rem', lineHeight: '21px' }}
      >
        {formatTime(entry.at)}
      </Box>
      <Box aria-hidden sx={{ color: isPublic ? 'primary.main' : 'text.secondary', '& svg': { fontSize: 18 } }}>
        {ICONS[story.kind]}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
          <Typography component="p" sx={{ flex: 1, minWidth: 0 }}>
            <Box component="strong" sx={{ fontWeight: 600 }}>
              {entry.actor.name}
            </Box>{' '}
            {story.did}
            {story.other ? (
              <>
                {' '}
                <RouteLink to="ticket" params={{ ticketId: story.other.ticketId }}>
                  <Protocol value={story.other.protocol} />
                </RouteLink>
              </>
            ) : null}
          </Typography>
          <Typography variant="caption" component="p" sx={{ flex: 'none', color: 'text.secondary' }}>
            {isPublic ? (
              <Box component="span" sx={{ color: 'primary.main', fontWeight: 600 }}>
                o cliente pode ler
              </Box>
            ) : (
              'interno'
            )}{' '}
            · {stationWords(entry.station)}
          </Typography>
        </Box>
        {delivery ? <Delivered delivery={delivery} /> : null}
        {story.text ? <Written text={story.text} isPublic={isPublic} /> : null}
        {entry.kind === 'step-saved' && pack ? (
          <StepAnswers
            answers={answersShown(entry.data.stepId, entry.data.answers, { pack, flowId, nameOf })}
            notes={entry.data.notes}
          />
        ) : null}
        {entry.kind === 'reported' ? null : <ChangesShown changes={changes} />}
      </Box>
    </Box>
  );
}

/** A text as it was written, in the look of its lane. */
function Written({ text, isPublic }: { text: string; isPublic: boolean }) {
  return (
    <Box
      sx={(theme) => {
        const { speech, internal } = theme.vars.palette;
        return {
          mt: 0.5,
          maxWidth: MEASURE,
          px: 1.5,
          py: 1,
          borderRadius: 1,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          fontKerning: 'none',
          border: `1px solid ${isPublic ? theme.vars.palette.divider : internal.border}`,
          borderLeft: `3px solid ${isPublic ? speech.border : internal.border}`,
          backgroundColor: isPublic ? speech.surface : internal.surface,
          color: isPublic ? 'text.primary' : internal.text,
        };
      }}
    >
      {text}
    </Box>
  );
}
