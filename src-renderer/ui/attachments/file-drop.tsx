import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box, { type BoxProps } from '@mui/material/Box';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { pastedName } from './attachment-words.ts';

export interface FileDropProps {
  onFiles: (files: File[]) => void;
  children: BoxProps['children'];
  sx?: BoxProps['sx'];
}

/** An area on which files may be dropped; while it is on the screen, files and screenshots may be pasted too. */
export function FileDrop({ onFiles, children, sx }: FileDropProps) {
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent: only the difference says whether the pointer is out.
  const depth = useRef(0);
  usePaste(onFiles);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <Box
      sx={[{ position: 'relative' }, ...(Array.isArray(sx) ? sx : [sx])]}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current++;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return;
        depth.current--;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        leave();
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over ? <DropHint /> : null}
    </Box>
  );
}

function DropHint() {
  return (
    <Box
      sx={(theme) => ({
        position: 'absolute',
        inset: 8,
        zIndex: theme.zIndex.appBar,
        pointerEvents: 'none',
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1,
        borderRadius: 1,
        border: `2px dashed ${theme.vars.palette.primary.main}`,
        backgroundColor: theme.vars.palette.background.chosen,
        fontSize: '1rem',
        fontWeight: 600,
        opacity: 0.94,
      })}
    >
      <UploadFileOutlinedIcon aria-hidden />
      Solte para anexar ao chamado
    </Box>
  );
}

/** Pasted text stays text, also where the clipboard has a picture of it besides. */
function usePaste(onFiles: (files: File[]) => void): void {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const clipboard = event.clipboardData;
      if (!clipboard || clipboard.files.length === 0 || clipboard.types.includes('text/plain')) return;
      event.preventDefault();
      latest.current([...clipboard.files].map(named));
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}

/** Browsers call every screenshot `image.png`. */
function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  return new File([file], pastedName(file.type, new Date()), { type: file.type });
}
