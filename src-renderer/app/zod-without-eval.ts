import { z } from 'zod';

/* The page's security policy has no `unsafe-eval`, so schemas may not compile themselves. Imported before any schema. */
z.config({ jitless: true });
