/** Paths of what a station asks. All are POST with a JSON body but the stream. */
export const STATION_ROUTES = {
  enrol: '/v1/enrol',
  challenge: '/v1/station/challenge',
  token: '/v1/station/token',
  signIn: '/v1/agents/sign-in',
  refresh: '/v1/agents/refresh',
  push: '/v1/push',
  pull: '/v1/pull',
  digest: '/v1/digest',
  report: '/v1/report',
  search: '/v1/search',
  bringIn: '/v1/bring-in',
  stream: '/v1/stream',
} as const;
