/**
 * Loaded into a station's process before the station (`node --import`): its wall clock can be moved by the test that
 * started it. Nothing of the product knows of it. The clock goes on running from wherever it was put.
 */
const RealDate = Date;
let ahead = Number(process.env.PRUMO_TEST_CLOCK_AHEAD ?? 0);
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('ahead' in message)) return;
  ahead = Number(message.ahead);
  process.send?.({ ahead });
});
process.channel?.unref();
