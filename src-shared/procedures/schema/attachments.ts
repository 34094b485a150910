import './jitless.ts';
import { z } from 'zod';

/** S2.5: which files may be attached to a ticket. Any, but what this refuses. */
export const attachmentLimitsSchema = z.strictObject({
  /** Of one file, in MB of 1024 × 1024 bytes. */
  maxMegabytes: z.int().min(1).max(2_000),
  /** Endings of names, small letters, without the dot: what a computer would run when it is opened. */
  blockedExtensions: z.array(z.string().regex(/^[a-z0-9]{1,12}$/)),
});
export type AttachmentLimits = z.infer<typeof attachmentLimitsSchema>;

/** Of packs that say nothing of attachments. */
export const DEFAULT_ATTACHMENT_LIMITS: AttachmentLimits = {
  maxMegabytes: 25,
  blockedExtensions: [
    ...['exe', 'com', 'scr', 'pif', 'cpl', 'dll', 'ocx', 'sys', 'drv', 'msi', 'msp', 'mst', 'msix', 'appx', 'gadget'],
    ...[
      'bat',
      'cmd',
      'ps1',
      'psm1',
      'psd1',
      'vbs',
      'vbe',
      'js',
      'jse',
      'mjs',
      'wsf',
      'wsh',
      'wsc',
      'hta',
      'sct',
      'msc',
    ],
    ...['lnk', 'url', 'scf', 'reg', 'inf', 'chm', 'jar', 'jnlp', 'xll', 'application', 'iso', 'img', 'vhd', 'vhdx'],
    ...['sh', 'run', 'appimage', 'deb', 'rpm', 'apk', 'ipa', 'app', 'dmg', 'pkg', 'command', 'desktop', 'py', 'pyc'],
  ],
};
