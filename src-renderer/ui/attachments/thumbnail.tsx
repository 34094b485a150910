import BrokenImageOutlinedIcon from '@mui/icons-material/BrokenImageOutlined';
import ImageOutlinedIcon from '@mui/icons-material/ImageOutlined';
import InsertDriveFileOutlinedIcon from '@mui/icons-material/InsertDriveFileOutlined';
import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { isPicture } from '#shared/domain/attachment/sniff.ts';
import { useRpc } from '../../bridge/bridge-context.tsx';

/** The small picture of a file, or what kind of file it is. Says nothing: the name stands beside it. */
export function Thumbnail({ ticketId, file }: { ticketId: string; file: AttachmentView }) {
  const url = useThumbnail(ticketId, file);
  const Icon =
    file.state.at === 'damaged'
      ? BrokenImageOutlinedIcon
      : isPicture(file.type)
        ? ImageOutlinedIcon
        : InsertDriveFileOutlinedIcon;
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        width: 48,
        height: 48,
        flex: 'none',
        display: 'grid',
        placeItems: 'center',
        overflow: 'hidden',
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
        color: 'text.secondary',
        '& img': { width: '100%', height: '100%', objectFit: 'cover', display: 'block' },
      })}
    >
      {url ? <img src={url} alt="" /> : <Icon fontSize="small" />}
    </Box>
  );
}

function useThumbnail(ticketId: string, { sha256, thumbnail }: AttachmentView): string | null {
  const rpc = useRpc();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!thumbnail) return;
    let made: string | null = null;
    let gone = false;
    const load = async () => {
      const found = await rpc.attachments.thumbnail({ ticketId, sha256 });
      if (gone || !found.ok || !found.value.picture) return;
      made = URL.createObjectURL(found.value.picture);
      setUrl(made);
    };
    // Without it the kind of file is shown.
    load().catch(() => {});
    return () => {
      gone = true;
      setUrl(null);
      if (made) URL.revokeObjectURL(made);
    };
  }, [rpc, ticketId, sha256, thumbnail]);
  return url;
}
