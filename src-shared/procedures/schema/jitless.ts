import { z } from 'zod';

// zod compiles schemas with `new Function` where it may, and probes whether it may when a schema is made.
// The window's CSP forbids it and would report the probe. Imported before every schema of the pack.
z.config({ jitless: true });
