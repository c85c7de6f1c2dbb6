import {
  createServer,
  request as forward,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** A data source as an administrator of a Grafana sets it up. `org` 1 unless given. */
export type FakeDataSource = {
  readonly id: number
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly url?: string
  readonly access?: 'proxy' | 'direct'
  readonly isDefault?: boolean
  readonly readOnly?: boolean
  readonly jsonData?: Readonly<Record<string, unknown>>
  readonly org?: number
}

/** What a service account's token allows. */
export type FakeToken = { readonly permissions: readonly string[]; readonly org?: number }

export const admin: FakeToken = {
  permissions: ['datasources:read', 'datasources:query', 'dashboards:read'],
}
/** A Viewer where licences narrow roles: it may query and view, not list. */
export const narrowViewer: FakeToken = { permissions: ['datasources:query', 'dashboards:read'] }
export const nobody: FakeToken = { permissions: [] }

export type FakeGrafanaSettings = {
  /** Below which path it is served; the empty text for none. */
  readonly path?: string
  readonly version?: string
  readonly tokens: Readonly<Record<string, FakeToken>>
  readonly dataSources: readonly FakeDataSource[]
  readonly dashboards?: Readonly<Record<string, object>>
  /** Short links by their uid: the path and query they lead to. */
  readonly shortLinks?: Readonly<Record<string, string>>
}

/** A request as the fake saw it. */
export type SeenByGrafana = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

export type FakeGrafana = {
  readonly address: string
  readonly seen: SeenByGrafana[]
  readonly close: () => Promise<void>
}

const allowedPosts = /^api\/v1\/(query|query_range|query_exemplars|series|labels)$/

type Asked = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly token: FakeToken
}

const answer = (response: ServerResponse, status: number, body: unknown) =>
  void response
    .writeHead(status, { 'content-type': 'application/json; charset=UTF-8', 'x-frame-options': 'deny' })
    .end(JSON.stringify(body))

const denied = (response: ServerResponse, permission: string) =>
  answer(response, 403, {
    accessErrorId: 'ACE2604188093',
    message: `You'll need additional permissions to perform this action. Permissions needed: ${permission}`,
    title: 'Access denied',
  })

const listed = ({ jsonData = {}, org = 1, isDefault = false, readOnly = false, ...one }: FakeDataSource) => ({
  access: 'proxy',
  url: '',
  ...one,
  orgId: org,
  typeName: one.type,
  typeLogoUrl: `public/app/plugins/datasource/${one.type}/img/logo.svg`,
  user: '',
  database: '',
  basicAuth: false,
  isDefault,
  jsonData,
  readOnly,
})

/** Passes a request on as Grafana's data-source proxy does: without the asker's sign-in and cookies, the answer as it comes. */
function proxied({ request, response, url }: Asked, source: FakeDataSource, rest: string): void {
  if (source.type === 'prometheus' && request.method === 'POST' && !allowedPosts.test(rest))
    return answer(response, 403, {
      message: 'non allow-listed POSTs not allowed on proxied Prometheus datasource',
    })
  const { authorization: _token, cookie: _cookie, host: _host, ...headers } = request.headers
  const target = new URL(`${source.url ?? ''}/${rest}${url.search}`)
  const method = request.method ?? 'GET'
  const passed = forward(target, { method, headers: { ...headers, 'x-grafana-user': 'sa' } }, behind => {
    if (behind.statusCode === 401) {
      behind.resume()
      response.writeHead(400).end('Authentication to data source failed')
      return
    }
    response.writeHead(behind.statusCode ?? 500, behind.headers)
    behind.pipe(response)
  })
  passed.on('error', () => {
    if (!response.headersSent) response.writeHead(502)
    response.end()
  })
  response.on('close', () => passed.destroy())
  request.pipe(passed)
}

/**
 * A Grafana on a free loopback port, built from the description of its HTTP interface: health, data sources (list, by uid, by name), the
 * settings of its screens, the proxy by uid and by number, dashboards by uid, short links; refusals worded and shaped as Grafana does.
 * Before version 9 it does not proxy by uid.
 */
export async function openFakeGrafana(settings: FakeGrafanaSettings): Promise<FakeGrafana> {
  const { path = '', version = '11.2.0', tokens, dataSources, dashboards = {}, shortLinks = {} } = settings
  const proxiesByUid = Number.parseInt(version) >= 9
  const seen: SeenByGrafana[] = []
  const notFound = (response: ServerResponse) => answer(response, 404, { message: 'Not found' })

  const visible = ({ token, request }: Asked) => {
    const org = Number(request.headers['x-grafana-org-id'] ?? token.org ?? 1)
    return dataSources.filter(one => (one.org ?? 1) === org)
  }

  function throughProxy(asked: Asked, found: FakeDataSource | undefined, rest: string): void {
    const { response, token } = asked
    if (!token.permissions.includes('datasources:query')) return denied(response, 'datasources:query')
    if (found === undefined)
      return answer(response, 404, { message: 'Unable to find datasource', traceID: '' })
    proxied(asked, found, rest)
  }

  const routes: readonly (readonly [RegExp, string | null, (asked: Asked, ...parts: string[]) => void])[] = [
    [
      /^\/api\/datasources$/,
      'datasources:read',
      asked => answer(asked.response, 200, visible(asked).map(listed)),
    ],
    [
      /^\/api\/frontend\/settings$/,
      null,
      asked =>
        answer(asked.response, 200, {
          buildInfo: { version },
          datasources: Object.fromEntries([
            ['-- Grafana --', { type: 'datasource', name: '-- Grafana --', uid: 'grafana', meta: {} }],
            ...(asked.token.permissions.includes('datasources:query')
              ? visible(asked).map(one => [one.name, listed(one)])
              : []),
          ]),
        }),
    ],
    [
      /^\/api\/datasources\/proxy\/uid\/([^/]+)\/(.*)$/,
      null,
      (asked, uid = '', rest = '') =>
        proxiesByUid
          ? throughProxy(
              asked,
              visible(asked).find(one => one.uid === uid),
              rest,
            )
          : answer(asked.response, 400, { message: 'id is invalid' }),
    ],
    [
      /^\/api\/datasources\/proxy\/(\d+)\/(.*)$/,
      null,
      (asked, id = '', rest = '') =>
        throughProxy(
          asked,
          visible(asked).find(one => one.id === Number(id)),
          rest,
        ),
    ],
    [
      /^\/api\/dashboards\/uid\/([^/]+)$/,
      'dashboards:read',
      ({ response }, uid = '') => {
        const dashboard = dashboards[uid]
        if (dashboard === undefined) return answer(response, 404, { message: 'Dashboard not found' })
        const url = `${path}/d/${uid}/a-dashboard`
        answer(response, 200, { dashboard, meta: { type: 'db', url, version: 1, folderTitle: 'Ops' } })
      },
    ],
    [
      /^\/goto\/([^/]+)$/,
      null,
      ({ response }, uid = '') => {
        const target = shortLinks[uid]
        response.writeHead(302, { location: target === undefined ? `${path}/` : path + target }).end()
      },
    ],
    [
      /^\/(d|explore|$)/,
      null,
      ({ response }) =>
        void response
          .writeHead(200, { 'content-type': 'text/html; charset=UTF-8' })
          .end('<!DOCTYPE html><html><head><title>Grafana</title></head><body></body></html>'),
    ],
  ]

  const listen: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    seen.push({ method: request.method ?? '', path: url.pathname, headers: request.headers })
    if (!url.pathname.startsWith(`${path}/`)) return notFound(response)
    const below = decodeURIComponent(url.pathname.slice(path.length))
    if (below === '/api/health') return answer(response, 200, { commit: 'c0ffee', database: 'ok', version })
    const given = request.headers.authorization?.replace(/^Bearer /, '')
    const token = given === undefined ? undefined : tokens[given]
    if (token === undefined)
      return answer(
        response,
        401,
        given === undefined
          ? { message: 'Unauthorized' }
          : { message: 'Invalid API key', messageId: 'api-key.invalid', statusCode: 401, traceID: '' },
      )
    for (const [pattern, permission, handle] of routes) {
      const parts = pattern.exec(below)
      if (parts === null) continue
      if (permission !== null && !token.permissions.includes(permission)) return denied(response, permission)
      return handle({ request, response, url, token }, ...parts.slice(1))
    }
    notFound(response)
  }

  const server: Server = createServer(listen)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}${path}`,
    seen,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
