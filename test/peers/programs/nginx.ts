import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pemPath } from '#test/server/outbound/pem.ts'
import { freePort, start, type Peer } from './program.ts'

/** A real nginx with TLS in front of a server, with three doors: one wants a password, one a client certificate, one a tenant. */
export type Gate = {
  readonly password: string
  readonly certificate: string
  readonly tenant: string
  readonly stop: () => Promise<void>
}

/** `me` and `s3cret word` open the first door, what `authority.pem` signed the second, `X-Scope-OrgID: team-a` the third. */
export async function startNginx(upstream: Peer): Promise<Gate> {
  const directory = await mkdtemp(join(tmpdir(), 'blipbook-peer-'))
  const inside = (name: string) => join(directory, name)
  const [health, password, certificate, tenant] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ] as const
  const door = (port: number, lock: string) => `
    server {
      listen 127.0.0.1:${port} ssl;
      ssl_certificate ${pemPath('server.pem')};
      ssl_certificate_key ${pemPath('server.key')};
      ${lock}
      location / { proxy_pass ${upstream.address}; }
    }`
  const config = `
    daemon off;
    master_process off;
    pid ${inside('nginx.pid')};
    error_log stderr warn;
    events {}
    http {
      access_log off;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(one => `${one}_temp_path ${inside(one)};`).join(' ')}
      server { listen 127.0.0.1:${health}; location / { return 200; } }
      ${door(password, `auth_basic metrics; auth_basic_user_file ${inside('users')};`)}
      ${door(certificate, `ssl_verify_client on; ssl_client_certificate ${pemPath('authority.pem')};`)}
      ${door(tenant, 'if ($http_x_scope_orgid != "team-a") { return 403; }')}
    }`
  await writeFile(inside('nginx.conf'), config)
  await writeFile(inside('users'), 'me:{PLAIN}s3cret word\n')
  const remove = () => rm(directory, { recursive: true, force: true })
  const options = ['-p', directory, '-c', inside('nginx.conf'), '-e', 'stderr']
  const peer = await start('nginx', health, '/', options).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  const at = (port: number) => `https://localhost:${port}`
  return {
    password: at(password),
    certificate: at(certificate),
    tenant: at(tenant),
    stop: () => peer.stop().then(remove),
  }
}
