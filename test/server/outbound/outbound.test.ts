import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { deniedBy } from '#server/outbound/addresses.ts'
import { openOutbound } from '#server/outbound/open.ts'
import { direct, type Outbound, type OutboundRequest } from '#server/outbound/outbound.ts'
import { credentialNetworks, type OutboundSettings } from '#server/outbound/settings.ts'
import { Failed, type Failure } from '#shared/query/failure.ts'
import * as fake from '#test/server/sources/fake.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function serve(behaviour: fake.Behaviour): Promise<fake.Fake> {
  const server = await fake.openFake(behaviour)
  open.push(server.close)
  return server
}

const atOnce = async () => {}

function outbound(
  change: Partial<OutboundSettings> = {},
  replaced: Parameters<typeof openOutbound>[1] = {},
): Outbound {
  const opened = openOutbound(
    { connect: 500, begin: 5_000, pause: 5_000, whole: 5_000, ...change },
    { wait: atOnce, ...replaced },
  )
  open.push(opened.close)
  return opened
}

const request = (url: string, change: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'GET',
  url,
  headers: {},
  repeatable: false,
  signal: new AbortController().signal,
  ...change,
})

async function failed(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Failed) return error.failure
  throw new Error('expected a failure', { cause: error })
}

describe('an answer', () => {
  it('comes with its status, headers and body', async () => {
    const { address } = await serve(fake.json({ a: 1 }, 422))
    const answer = await outbound().send(request(`${address}/x?y=1`))
    expect(answer.status).toBe(422)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(new TextDecoder().decode(answer.body)).toBe('{"a":1}')
  })

  it('is unpacked where it is gzip, and gzip is asked for', async () => {
    const { address, seen } = await serve((_seen, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed')),
    )
    expect(new TextDecoder().decode((await outbound().send(request(address))).body)).toBe('packed')
    expect(seen[0]?.headers['accept-encoding']).toBe('gzip')
  })
})

describe('trouble', () => {
  const cases: readonly (readonly [
    string,
    fake.Behaviour,
    Partial<OutboundSettings>,
    Failure['kind'],
    RegExp,
  ])[] = [
    ['silence', fake.stall, { begin: 60 }, 'timeout', /did not begin to answer within 0\.06 s/],
    [
      'silence midway',
      fake.fallSilent,
      { pause: 60 },
      'timeout',
      /fell silent in the middle of its answer for 0\.06 s/,
    ],
    ['a drip', fake.drip, { whole: 150 }, 'timeout', /did not finish its answer within 0\.15 s/],
    ['a reset', fake.reset, {}, 'unreachable', /broke off the connection/],
    ['a reset midway', fake.resetMidway, {}, 'unreachable', /broke off the connection/],
    ['a flood', fake.flood, { largest: 1 << 20 }, 'limit', /larger than 1 MiB/],
    ['no HTTP', fake.garbage, {}, 'nonsense', /does not speak HTTP/],
    [
      'a redirect to another host',
      fake.redirect('https://login.example/sso?token=hidden'),
      {},
      'source',
      /redirects to https:\/\/login\.example\/sso,/,
    ],
    ['a redirect to another port', fake.redirect('http://127.0.0.1:1/'), {}, 'source', /another place/],
    ['a redirect in circles', fake.redirect('/again'), {}, 'source', /in circles/],
  ]
  it.each(cases)('%s is named', async (_name, behaviour, settings, kind, words) => {
    const { address } = await serve(behaviour)
    const failure = await failed(outbound(settings).send(request(`${address}/path?secret=hidden`)))
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(words) })
    expect(JSON.stringify(failure)).not.toContain('hidden')
  })

  it('a compressed flood is measured after unpacking', async () => {
    const bomb = gzipSync(Buffer.alloc(4 << 20))
    const { address } = await serve((_seen, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    expect((await failed(outbound({ largest: 1 << 20 }).send(request(address)))).kind).toBe('limit')
  })

  it.each([
    ['damaged gzip', 'gzip', Buffer.from('no gzip at all')],
    ['an encoding that was not asked for', 'br', Buffer.from('x')],
  ])('%s is nonsense', async (_name, encoding, body) => {
    const { address } = await serve((_seen, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    expect((await failed(outbound().send(request(address)))).kind).toBe('nonsense')
  })

  it('a port where nobody listens says so', async () => {
    const { address, close } = await fake.openFake(fake.stall)
    await close()
    const failure = await failed(outbound().send(request(address)))
    expect(failure).toMatchObject({
      kind: 'unreachable',
      message: `${address} cannot be reached: connection refused.`,
    })
  })

  it('a name that is not known says so', async () => {
    const unknown = outbound(
      {},
      { resolve: (_host, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []) },
    )
    expect((await failed(unknown.send(request('http://prom.example:9090')))).message).toBe(
      'The name prom.example is not known (DNS).',
    )
  })

  it('a name system that never answers runs into the time to connect', async () => {
    const failure = await failed(
      outbound({ connect: 60 }, { resolve: () => {} }).send(request('http://prom.example:9090')),
    )
    expect(failure).toMatchObject({
      kind: 'timeout',
      message: expect.stringContaining('did not accept a connection within 0.06 s'),
    })
  })

  it('https to a plain port suggests http', async () => {
    const plain = createServer(socket =>
      socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).on('error', () => {}),
    )
    await new Promise<void>(resolve => plain.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise(resolve => plain.close(() => resolve())))
    const place = plain.address()
    if (place === null || typeof place === 'string') throw new Error('no port')
    const failure = await failed(outbound().send(request(`https://127.0.0.1:${place.port}`)))
    expect(failure).toMatchObject({ kind: 'unreachable', hint: expect.stringContaining('http://') })
  })
})

describe('Stop', () => {
  it.each([
    ['before the request', fake.stall, 0],
    ['while nothing comes', fake.stall, 1],
    ['while a drip comes', fake.drip, 1],
  ] as const)('%s ends it and hangs up', async (_name, behaviour, requests) => {
    const stop = new AbortController()
    const server = await serve((...given) => {
      behaviour(...given)
      stop.abort()
    })
    if (requests === 0) stop.abort()
    expect(await failed(outbound().send(request(server.address, { signal: stop.signal })))).toEqual({
      kind: 'stopped',
      message: 'Stopped.',
    })
    if (requests > 0) await server.hungUp()
    expect(server.seen.length).toBe(requests)
  })

  it('by a time limit of the asker is said to be one', async () => {
    const server = await serve(fake.stall)
    const signal = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(50)])
    expect(await failed(outbound().send(request(server.address, { signal })))).toEqual({
      kind: 'timeout',
      message: `${server.address} did not answer in the time that was left.`,
    })
  })

  it('reaches requests that still wait for a connection', async () => {
    const stop = new AbortController()
    const server = await serve(() => stop.abort())
    const out = outbound({ perLine: 1 })
    const both = [1, 2].map(() => failed(out.send(request(server.address, { signal: stop.signal }))))
    expect((await Promise.all(both)).map(one => one.kind)).toEqual(['stopped', 'stopped'])
    expect(server.seen.length).toBe(1)
  })
})

describe('connections', () => {
  it('are at most so many to one host; the rest wait', async () => {
    let under = 0
    let most = 0
    const waiting: (() => void)[] = []
    const { address } = await serve((_seen, response) => {
      most = Math.max(most, ++under)
      waiting.push(() => {
        under--
        response.end('{}')
      })
      if (waiting.length >= 2) waiting.splice(0).forEach(answer => answer())
    })
    const out = outbound({ perLine: 2 })
    await Promise.all(Array.from({ length: 6 }, () => out.send(request(address))))
    expect(most).toBe(2)
  })

  it('that died while kept open are replaced, for requests that may be repeated only', async () => {
    let answers = 0
    const { address, seen } = await serve((one, response, socket) =>
      answers++ % 2 === 0 ? fake.reset(one, response, socket) : fake.json({})(one, response, socket),
    )
    expect((await outbound().send(request(address, { repeatable: true }))).status).toBe(200)
    expect((await failed(outbound().send(request(address)))).kind).toBe('unreachable')
    expect(seen.length).toBe(3)
  })

  it('follow a redirect on the same host, with method and body kept', async () => {
    const { address, seen } = await serve((one, ...rest) =>
      (one.path === '/old' ? fake.redirect('/new', 308) : fake.json({}))(one, ...rest),
    )
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    await outbound().send(request(`${address}/old`, { method: 'POST', headers, body: 'query=up' }))
    expect(seen.map(one => [one.method, one.path, one.form.get('query')])).toEqual([
      ['POST', '/old', 'up'],
      ['POST', '/new', 'up'],
    ])
  })

  it('do not turn a POST into a GET', async () => {
    const { address } = await serve(fake.redirect('/login', 302))
    const failure = await failed(outbound().send(request(address, { method: 'POST', body: '' })))
    expect(failure).toMatchObject({ kind: 'source', hint: expect.stringContaining('sign-in page') })
  })
})

describe('addresses', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://100.100.100.200/',
    'https://168.63.129.16/',
  ])('%s is not contacted', async url => {
    expect(await failed(outbound().send(request(url)))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('is not contacted'),
    })
  })

  it('are checked after the name is looked up', async () => {
    const tricked = outbound(
      {},
      { resolve: (_host, done) => done(null, [{ address: '169.254.169.254', family: 4 }]) },
    )
    expect((await failed(tricked.send(request('http://prom.example')))).message).toContain(
      'prom.example is not contacted',
    )
  })

  it('of a name that may be contacted are used, the others left out', async () => {
    const { address } = await serve(fake.json({}))
    const both = [
      { address: '169.254.169.254', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const mixed = outbound({}, { resolve: (_host, done) => done(null, both) })
    expect((await mixed.send(request(`http://prom.example:${new URL(address).port}/`))).status).toBe(200)
  })

  it('are denied and allowed as the operator says', async () => {
    const { address } = await serve(fake.json({}))
    const answered = async (denied: readonly string[], allowed: readonly string[]) =>
      outbound({ denied, allowed })
        .send(request(address))
        .then(
          () => 'contacted',
          (error: unknown) => (error as Failed).failure.message,
        )
    expect(await answered([], [])).toBe('contacted')
    expect(await answered(['127.0.0.0/8'], [])).toContain('127.0.0.1 is not contacted')
    expect(await answered(['127.0.0.0/8'], ['127.0.0.1/32'])).toBe('contacted')
  })

  it.each([
    ['169.254.169.254', true],
    ['::ffff:169.254.169.254', true],
    ['64:ff9b::169.254.169.254', true],
    ['2002:a9fe:a9fe::1', true],
    ['fe80::1%eth0', true],
    ['2002:a00:1::1', false],
    ['10.0.0.1', false],
    ['127.0.0.1', false],
    ['::1', false],
  ])('%s is denied by default: %s', (address, denied) => {
    expect(deniedBy(credentialNetworks)(address)).toBe(denied)
  })
})

describe('further tries', () => {
  const flaky = (bad: fake.Behaviour, times: number): fake.Behaviour => {
    let left = times
    return (...given) => (left-- > 0 ? bad : fake.json({}))(...given)
  }
  const mere = (url: string) => request(url, { repeatable: true })

  it('bridge a proxy that fails for a moment, with pauses in between', async () => {
    const pauses: number[] = []
    const { address, seen } = await serve(flaky(fake.text('', 502), 2))
    const out = outbound({}, { random: () => 0.5, wait: async time => void pauses.push(time) })
    expect((await out.send(mere(address))).status).toBe(200)
    expect([seen.length, pauses]).toEqual([3, [125, 375]])
  })

  it('end with the last answer', async () => {
    const { address, seen } = await serve(fake.text('', 503))
    expect((await outbound().send(mere(address))).status).toBe(503)
    expect(seen.length).toBe(3)
  })

  it('are not made where no time is left for the pause', async () => {
    const { address, seen } = await serve(fake.text('', 503))
    let clock = 0
    const out = outbound({ whole: 5000 }, { ticks: () => (clock += 4990) })
    expect((await out.send(mere(address))).status).toBe(503)
    expect(seen.length).toBe(1)
  })

  it('end with Stop, in the middle of a pause', async () => {
    const { address } = await serve(fake.text('', 503))
    const stop = new AbortController()
    const wait = (_time: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        stop.abort()
      })
    expect((await failed(outbound({}, { wait }).send({ ...mere(address), signal: stop.signal }))).kind).toBe(
      'stopped',
    )
  })

  it.each([
    ['an answer that broke off', fake.resetMidway],
    ['a wrong question', fake.text('', 400)],
    ['a flood', fake.flood],
  ])('are not made after %s', async (_name, behaviour) => {
    const { address, seen } = await serve(behaviour)
    await outbound({ largest: 1 << 20 })
      .send(mere(address))
      .catch(() => {})
    expect(seen.length).toBe(1)
  })
})

describe('a line', () => {
  it('that is closed breaks off what is under way; others go on', async () => {
    const server = await serve(fake.stall)
    const out = outbound()
    const line = out.line(direct)
    const sent = failed(line.send(request(server.address)))
    while (server.seen.length === 0) await new Promise(resolve => setImmediate(resolve))
    await line.close()
    expect((await sent).kind).toBe('unreachable')
    server.behave(fake.json({}))
    expect((await out.send(request(server.address))).status).toBe(200)
  })
})
