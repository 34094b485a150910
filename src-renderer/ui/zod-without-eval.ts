import { z } from 'zod';
import { pt } from 'zod/locales';

/* The page's security policy has no `unsafe-eval`, so schemas may not compile themselves. What schemas
 * have to say is said in Portuguese. Imported before any schema. */
z.config({ ...pt(), jitless: true });
