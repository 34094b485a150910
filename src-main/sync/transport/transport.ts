import type {
  AgentSignIn,
  AgentSignInReply,
  ChallengeReply,
  EnrolReply,
  EnrolRequest,
  RefreshRequest,
  StationTokenRequest,
  TokenReply,
} from '#shared/sync/access.ts';
import type {
  CentreProblem,
  DigestReply,
  DigestRequest,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
  StationReport,
  StreamEvent,
} from '#shared/sync/messages.ts';
import type { BringInReply, BringInRequest, SearchReply, SearchRequest } from '#shared/sync/older-tickets.ts';

/** What a station asks of the centre: body and answer of each. */
export interface Exchanges {
  enrol: [EnrolRequest, EnrolReply];
  challenge: [{ stationId: string }, ChallengeReply];
  token: [StationTokenRequest, TokenReply];
  signIn: [AgentSignIn, AgentSignInReply];
  refresh: [RefreshRequest, AgentSignInReply];
  push: [PushRequest, PushReply];
  pull: [PullRequest, PullReply];
  digest: [DigestRequest, DigestReply];
  report: [StationReport, { at: string }];
  search: [SearchRequest, SearchReply];
  bringIn: [BringInRequest, BringInReply];
}

export type Route = keyof Exchanges;

export interface RequestOptions {
  /** Of the station; absent before there is one. */
  token?: string;
  signal?: AbortSignal;
  /** Of a stream: told of every sign of life. */
  onHeard?: () => void;
}

/** The way to one centre. Nothing of the product is decided here. */
export interface Transport {
  /** @throws {CentreRefused} what the centre answered instead; {Unreachable} when there was no answer, or none that can be read */
  request<R extends Route>(route: R, body: Exchanges[R][0], options: RequestOptions): Promise<Exchanges[R][1]>;
  /**
   * Tells every event in order; the next one only once the former was taken (back-pressure). Settles when the stream has ended
   * in order. @throws as `request`, also when nothing came for longer than two heartbeats
   */
  stream(onEvent: (event: StreamEvent) => Promise<void>, options: RequestOptions): Promise<void>;
}

/** The centre understood the request and refused it. */
export class CentreRefused extends Error {
  readonly status: number;
  readonly problem: CentreProblem;
  /** Not before so many seconds. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: CentreProblem, retryAfterSeconds: number | null = null) {
    super(`the centre refused: ${status} ${problem.refusals[0]?.code ?? ''}`);
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Code of the first reason. */
  get code(): string {
    return this.problem.refusals[0]?.code ?? '';
  }
}

/** Nobody answered, or something that is not this centre. */
export class Unreachable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Unreachable';
  }
}
