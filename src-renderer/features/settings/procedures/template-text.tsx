import Box from '@mui/material/Box';

export interface TemplateTextProps {
  text: string;
  /** Names of the places to fill: `customer.name` → "nome do cliente". */
  names: ReadonlyMap<string, string>;
}

/** A text of the pack with its places to fill told apart, by their names: they are filled during the call. */
export function TemplateText({ text, names }: TemplateTextProps) {
  return text.split(/(\{\{[^{}]+\}\})/).map((part, index) =>
    part.startsWith('{{') ? (
      <Box
        component="span"
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
        key={index}
        sx={(theme) => ({
          px: 0.5,
          borderRadius: '4px',
          color: theme.vars.palette.text.secondary,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
        })}
      >
        {names.get(part.slice(2, -2).trim()) ?? part.slice(2, -2).trim()}
      </Box>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
      <span key={index}>{part}</span>
    ),
  );
}
