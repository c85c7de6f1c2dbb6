import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectionProblem } from '#server/outbound/dispatcher.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { Failed } from '#shared/query/failure.ts'
import * as fake from '#test/server/sources/fake.ts'
import { noTls, pem } from './pem.ts'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A proxy that notes what it is asked for, wants `user:p@ss` where `locked`, and passes on to this address whatever the name. */
async function proxying(target: string, locked = false) {
  const seen: string[] = []
  const allowed = (request: IncomingMessage) => {
    seen.push(`${request.method} ${request.url}`)
    const pair = `Basic ${Buffer.from('user:p@ss').toString('base64')}`
    return !locked || request.headers['proxy-authorization'] === pair
  }
  const { hostname, port } = new URL(target)
  const server = createServer((request, response) => {
    if (!allowed(request)) return void response.writeHead(407).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    if (!allowed(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) end.on('error', () => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { seen, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function asked(url: string, proxy: string): Promise<string> {
  const outbound = openOutbound({ connect: 1000, whole: 4000 }, { wait: async () => {} })
  open.push(outbound.close)
  const line = outbound.line({ tls: { ...noTls, ca: pem('authority.pem') }, proxy })
  const signal = new AbortController().signal
  return line.send({ method: 'GET', url, headers: {}, repeatable: true, signal }).then(
    answer => String(answer.status),
    (error: unknown) => {
      if (!(error instanceof Failed)) throw error
      return `${error.part}: ${error.failure.message} ${error.failure.hint ?? ''}`
    },
  )
}

async function secure(): Promise<string> {
  const server = await fake.openFake(fake.json({}), { cert: pem('server.pem'), key: pem('server.key') })
  open.push(server.close)
  return server.address
}

describe('by a proxy', () => {
  it('http goes as a whole address, and its name is looked up by the proxy', async () => {
    const { seen, host } = await proxying('http://127.0.0.1:1')
    expect(await asked('http://prom.internal:9090/api?x=1', `http://${host}`)).toBe('200')
    expect(seen).toEqual(['GET http://prom.internal:9090/api?x=1'])
  })

  it('https goes through a tunnel, and its certificate is checked', async () => {
    const target = await secure()
    const { seen, host } = await proxying(target)
    expect(await asked(`https://localhost:9443/`, `http://${host}`)).toBe('200')
    expect(seen).toEqual(['CONNECT localhost:9443'])
    expect(await asked('https://prom.internal/', `http://${host}`)).toMatch(/^authority: .*another name/)
  })

  it('user and password of its address sign in to it', async () => {
    const { host } = await proxying(await secure(), true)
    for (const url of ['http://prom.internal/', 'https://localhost/']) {
      expect(await asked(url, `http://user:p%40ss@${host}`)).toBe('200')
      const refused = await asked(url, `http://user:wr0ng@${host}`)
      expect(refused).toMatch(/407/)
      expect(refused).not.toContain('wr0ng')
    }
  })

  it('that does not listen, the proxy is named', async () => {
    const { address, close } = await fake.openFake(fake.stall)
    await close()
    expect(await asked('http://prom.internal/', address)).toContain(
      `proxy: The proxy ${address} cannot be reached: connection refused.`,
    )
  })

  it.each([
    ['http://169.254.169.254/latest/meta-data', '127.0.0.1:1', '169.254.169.254'],
    ['http://0xa9fea9fe/', '127.0.0.1:1', '169.254.169.254'],
    ['https://[::ffff:a9fe:a9fe]/', '127.0.0.1:1', '[::ffff:a9fe:a9fe]'],
    ['http://prom.internal/', '169.254.169.254:80', '169.254.169.254'],
  ])('%s by %s is not contacted', async (url, proxy, host) => {
    expect(await asked(url, `http://${proxy}`)).toContain(`${host.replace(/^\[|\]$/g, '')} is not contacted`)
  })
})

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy:3128', null],
    ['https://user:p%40ss@proxy', null],
    ['proxy:3128', /should look like/],
    ['socks5://proxy', /should look like/],
    ['http://proxy:3128/path', /ends with its port/],
    ['http://us%er:s3cret@proxy', /badly escaped/],
  ])('%s', (proxy, reason) => {
    const problem = connectionProblem({ tls: noTls, proxy })
    if (reason === null) expect(problem).toBeNull()
    else expect(problem).toMatchObject({ part: 'proxy', reason: expect.stringMatching(reason) })
    expect(problem?.reason ?? '').not.toContain('s3cret')
  })
})
