import type { MetricMeta } from '#shared/ask/answer.ts'
import type { Failure, SourcePart } from '#shared/query/failure.ts'
import type { LanguageId } from '#shared/query/language.ts'
import type { Id, Notebook, Person, Run, Verdict } from '#shared/notebook/notebook.ts'
import type { Operation } from '#shared/notebook/operation.ts'
import type { Ms, Window } from '#shared/time/window.ts'

/** A row of the library: `GET /api/notebooks` answers `{ notebooks: NotebookSummary[], total }`. */
export type NotebookSummary = {
  readonly id: Id
  readonly title: string
  /** The first sentence of the conclusion, or of the question. */
  readonly gist: string
  readonly status: 'open' | 'concluded'
  /** The verdict that says most: cause, else action, open, lead, dead end, saw; null when nothing is judged. */
  readonly verdict: Verdict | null
  readonly steps: number
  readonly deadEnds: number
  readonly tags: readonly string[]
  readonly blip: Window | null
  readonly changed: Ms
  readonly demo: boolean
  /** About 120 values of the first step's strongest series, for the small picture; NaN is sent as null. */
  readonly spark: readonly (number | null)[]
}

/** `GET /api/notebooks?q=` answers this. */
export type NotebookList = { readonly notebooks: readonly NotebookSummary[]; readonly total: number }

/** `POST /api/notebooks`: a new notebook from its first operations, the first of them `create`. Answers `{ id }`. */
export type NotebookQuestion = { readonly by: Person; readonly operations: readonly Operation[] }

/** `GET /api/notebooks/:id` answers this. */
export type NotebookAnswer = { readonly notebook: Notebook }

/** A data source as browsers see it: never a secret. `GET /api/sources` answers `{ sources: SourceSummary[] }`. */
export type SourceSummary = {
  readonly id: string
  readonly title: string
  readonly kind: 'embedded' | 'prometheus'
  readonly language: LanguageId
  readonly address: string | null
  /** Given by the operator's file: may not be altered here. */
  readonly fixed: boolean
  /** The Grafana whose data source it is; null: asked directly. */
  readonly grafana: { readonly address: string; readonly uid: string } | null
  /** How often it scrapes: what `$__rate_interval` is made from. */
  readonly scrape: Ms
  /**
   * How the last use went; null until the first. `retryAt`: it failed so often that it is left alone until then.
   */
  readonly state: {
    readonly up: boolean
    readonly since: Ms
    readonly message: string
    readonly retryAt: Ms | null
  } | null
}

/** `POST /api/sources` and `POST /api/sources/test`. Secrets go one way, in. */
export type SourceDraft = {
  readonly title: string
  readonly kind: 'prometheus'
  readonly address: string
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'basic'; readonly user: string; readonly password: string }
    | { readonly kind: 'bearer'; readonly token: string }
  /** Sent with every request: `X-Scope-OrgID` names a tenant. The values count as secrets. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** PEM texts, empty where not given: an authority to trust besides the usual ones, a certificate to show and its key. */
  readonly tls: { readonly ca: string; readonly certificate: string; readonly key: string }
  /** `http://proxy:3128`, by which the address is reached; null: directly. May carry a user and a password. */
  readonly proxy: string | null
  /** Asked through the data source of that uid, or name, of the Grafana at `address`. */
  readonly grafana: { readonly uid: string } | null
  readonly scrape: Ms
}

type Auth = SourceDraft['auth']

/**
 * An added source to be altered: `GET /api/sources/:id` answers it, `PUT /api/sources/:id` takes it, and `POST /api/sources/:id/test` tries
 * it (`{ change }`, null: as it is). As a draft, but null stands for a secret that is kept as it is; the kept proxy is shown without its user and password.
 * Kept secrets go only where they went before: another origin or proxy wants them anew.
 */
export type SourceChange = Omit<SourceDraft, 'auth' | 'headers' | 'tls'> & {
  readonly auth:
    | Extract<Auth, { kind: 'none' }>
    | { readonly kind: 'basic'; readonly user: string; readonly password: string | null }
    | { readonly kind: 'bearer'; readonly token: string | null }
  readonly headers: readonly { readonly name: string; readonly value: string | null }[]
  readonly tls: { readonly [Part in keyof SourceDraft['tls']]: string | null }
}

/** `POST /api/sources/grafana`: where a Grafana is and how to sign in to it. */
export type GrafanaQuestion = Pick<SourceDraft, 'address' | 'auth' | 'headers' | 'tls' | 'proxy'>

/** A data source of a Grafana that can be asked through it. */
export type GrafanaSource = {
  readonly uid: string
  readonly name: string
  /** The plug-in's own name: `prometheus`, `victoriametrics-metrics-datasource` … */
  readonly type: string
  readonly isDefault: boolean
  /** How often it scrapes, as Grafana is told; 15 s where it is not. */
  readonly scrape: Ms
  readonly method: 'GET' | 'POST'
}

/** What a Grafana lets be seen: its base address, the data sources that can be asked, by name, and the others with the reason. */
export type GrafanaList =
  | {
      readonly ok: true
      readonly address: string
      readonly version: string
      readonly sources: readonly GrafanaSource[]
      readonly others: readonly { readonly name: string; readonly why: string }[]
    }
  | { readonly ok: false; readonly failure: Failure; readonly part: SourcePart | null }

/** How a source is made unless told otherwise: no sign-in, straight to its address, scraped every 15 s as Grafana assumes. */
export const plainConnection = {
  auth: { kind: 'none' },
  headers: [],
  tls: { ca: '', certificate: '', key: '' },
  proxy: null,
  grafana: null,
  scrape: 15_000,
} as const satisfies Partial<SourceDraft>

/** What a Test of a source found out. */
export type SourceTest =
  | {
      readonly ok: true
      /** What answers: `Prometheus`, `Mimir`, `VictoriaMetrics` … */
      readonly server: string
      readonly version: string
      readonly metrics: number
      /** The oldest data found; null: none, or it cannot be told. */
      readonly oldest: Ms | null
      readonly took: Ms
    }
  | { readonly ok: false; readonly failure: Failure; readonly part: SourcePart | null }

/** `GET /api/sources/:id/grafana/dashboard?uid=…`: a dashboard as Grafana keeps it, unread; `url` is the whole address of its page. */
export type GrafanaDashboard = { readonly dashboard: unknown; readonly title: string; readonly url: string }

/** `POST /api/notebooks/:id/run` `{ steps: Id[], by: Person }` answers `{ runs: { step: Id, run: Run }[] }`. */
export type RunAnswer = { readonly runs: readonly { readonly step: Id; readonly run: Run }[] }
export type RunQuestion = { readonly steps: readonly Id[]; readonly by: Person }

/** `GET /api/sources/:id/cardinality?match=…&from=&to=` (repeatable match): how many values each label has, for the split chips. */
export type Cardinality = {
  readonly label: string
  readonly values: number
  /** There are more than were counted. */ readonly more: boolean
}

/** `GET /api/sources/:id/metadata` answers `{ metrics: MetricMeta[] }`. */
export type Metadata = { readonly metrics: readonly MetricMeta[] }

/** `GET /api/sources/:id/extent?match=…` answers `{ extent }`: where in time there is data for the selector. */
export type Extent = { readonly extent: Window | null }

/** The body of every error outside `/prometheus`. */
export type ErrorBody = {
  readonly error: {
    readonly kind: string
    readonly message: string
    readonly span?: { readonly from: number; readonly to: number }
    readonly source?: string
    readonly hint?: string
    /** Of a source's settings: which of them is wrong. */
    readonly part?: SourcePart
    /** Of a text that was sent in: what is wrong in which line, from 1. */
    readonly lines?: readonly { readonly line: number; readonly message: string }[]
  }
}
