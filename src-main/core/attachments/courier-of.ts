import type { BlobStore } from '../../attachments/blob-store.ts';
import { AttachmentCourier } from '../../sync/attachments/attachment-courier.ts';
import { type BlobTransport, httpBlobTransport } from '../../sync/attachments/blob-transport.ts';
import type { CentreDesk } from '../centre-desk.ts';
import type { Core } from '../core.ts';

export interface CourierParts {
  blobs: BlobStore;
  sync: CentreDesk;
  version: string;
  jitter?: () => number;
  /** For tests: the way of files to the centre. */
  transport?: (address: string) => BlobTransport;
}

/** Carries files whenever the desk is in contact with the centre. */
export function courierOf(core: Core, { blobs, sync, version, jitter, transport }: CourierParts): AttachmentCourier {
  const way = transport ?? ((address: string) => httpBlobTransport({ address, version }));
  const courier = new AttachmentCourier({
    store: () => core.store,
    blobs,
    link: (signal) => {
      const link = sync.link(signal);
      return link && { transport: way(link.address), authorised: (call) => link.exchange.authorised(call) };
    },
    log: core.log.sub('attachments'),
    ...(jitter ? { jitter } : {}),
  });
  let wasOnline = false;
  let looked = 0;
  core.store.feed.listen(({ topics }) => {
    if (!topics.has('sync')) return;
    const came = sync.isOnline && !wasOnline;
    wasOnline = sync.isOnline;
    if (came) courier.online();
    // Entries may have come across.
    else if (wasOnline && performance.now() - looked > LOOK_MS) courier.wake();
    else return;
    looked = performance.now();
  });
  return courier;
}

const LOOK_MS = 2_000;
