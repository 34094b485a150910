import Box from '@mui/material/Box';

/** A text of the pack with its places to fill told apart: `{{customer.name}}` is filled during the call. */
export function TemplateText({ text }: { text: string }) {
  return text.split(/(\{\{[^{}]+\}\})/).map((part, index) =>
    part.startsWith('{{') ? (
      <Box
        component="code"
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
        key={index}
        sx={(theme) => ({
          px: 0.5,
          borderRadius: '4px',
          fontSize: '0.75rem',
          color: theme.vars.palette.text.secondary,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
        })}
      >
        {part.slice(2, -2).trim()}
      </Box>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have only their place.
      <span key={index}>{part}</span>
    ),
  );
}
