/** Paths of what a station asks. All are POST with a JSON body but the stream. */
export const STATION_ROUTES = {
  enrol: '/v1/stations/enrol',
  challenge: '/v1/stations/challenge',
  token: '/v1/stations/token',
  signIn: '/v1/agents/sign-in',
  refresh: '/v1/agents/refresh',
  push: '/v1/sync/push',
  pull: '/v1/sync/pull',
  digest: '/v1/sync/digest',
  report: '/v1/sync/report',
  search: '/v1/tickets/search',
  ticket: '/v1/tickets/get',
  stream: '/v1/sync/stream',
} as const;
