import { readAddress, type AddressReading } from '#server/sources/prometheus/address.ts'

/** The first words of the paths of Grafana's own pages and of its interface. */
const pages = [
  'a',
  'admin',
  'alerting',
  'api',
  'connections',
  'd',
  'd-solo',
  'dashboard',
  'dashboards',
  'datasources',
  'explore',
  'goto',
  'home',
  'library-panels',
  'login',
  'org',
  'playlists',
  'plugins',
  'profile',
  'public-dashboards',
]
const fromFirstPage = new RegExp(String.raw`/(${pages.join('|')})(/.*)?$`)

/**
 * Reads the address of a Grafana as people paste it: that of any of its pages, with or without a sub path. What remains is scheme, host,
 * port and sub path, without a trailing slash.
 */
export function readGrafanaAddress(text: string): AddressReading {
  const reading = readAddress(text)
  if (!reading.ok) return reading
  const { origin, pathname } = new URL(reading.address)
  const first = fromFirstPage.exec(pathname)
  const path = pathname.slice(0, first?.index).replace(/\/+$/, '')
  return { ...reading, address: origin + path }
}
