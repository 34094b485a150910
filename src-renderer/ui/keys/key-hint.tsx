import Box from '@mui/material/Box';
import Tooltip, { type TooltipProps } from '@mui/material/Tooltip';
import { cloneElement, type ReactElement } from 'react';
import { ariaKeys, keyCaps } from './key-press.ts';
import { type KeyId, keyEntry } from './key-table.ts';

export interface KeyHintProps {
  id: KeyId;
  /** One of its alternatives; the first when absent. */
  keys?: string;
  /** Read aloud too. Elsewhere it is decorative: whoever wears it carries `aria-keyshortcuts`. */
  readable?: boolean;
}

/** The caps of a key, `Ctrl K`. */
export function KeyHint({ id, keys, readable = false }: KeyHintProps) {
  return (
    <Box
      component="span"
      aria-hidden={readable ? undefined : true}
      sx={{ display: 'inline-flex', gap: '3px', alignItems: 'center' }}
    >
      {keyCaps(keys ?? keyEntry(id).keys[0] ?? '')
        .flat()
        .map((cap, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: caps have no other name and never move.
          <Cap key={index} text={cap} />
        ))}
    </Box>
  );
}

function Cap({ text }: { text: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        fontWeight: 550,
        lineHeight: '16px',
        minWidth: 18,
        textAlign: 'center',
        px: '4px',
        borderRadius: '4px',
        border: '1px solid color-mix(in srgb, currentColor 45%, transparent)',
      }}
    >
      {text}
    </Box>
  );
}

export interface KeyTipProps {
  id: KeyId;
  /** Instead of the table's label. */
  label?: string;
  placement?: TooltipProps['placement'];
  /** Shows the tooltip and nothing else when the key does not answer (yet). */
  children: ReactElement<{ 'aria-keyshortcuts'?: string }>;
}

/** Wraps a button: its tooltip names the action and its key, and screen readers are told the key. */
export function KeyTip({ id, label, placement = 'bottom', children }: KeyTipProps) {
  const entry = keyEntry(id);
  return (
    <Tooltip
      placement={placement}
      describeChild
      title={
        <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
          {label ?? entry.label}
          <KeyHint id={id} />
        </Box>
      }
    >
      {cloneElement(children, { 'aria-keyshortcuts': ariaKeys(entry.keys) })}
    </Tooltip>
  );
}
