import { describe, expect, it } from 'vitest'
import { readBrought } from '#shared/forms/bring/readBrought.ts'
import { splitCommands } from '#shared/forms/bring/shell/words.ts'
import { pasted } from './outline.ts'

const taken = ['; 2026-11-03T14:02Z to 2026-11-03T14:07Z', ': rate(up[5m]) on http://prom:9090; from 0']
const times = 'start=1793714520&end=1793714820&step=15'

describe('A command line', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ['quotes', `curl 'a b' "c \\"d\\" $x" e\\ f`, [['curl', 'a b', 'c "d" $x', 'e f']]],
    ['continued lines', 'curl -G \\\n  x \\\r\n  y', [['curl', '-G', 'x', 'y']]],
    [
      'several commands',
      'curl a; curl b\ncurl c | jq .',
      [
        ['curl', 'a'],
        ['curl', 'b'],
        ['curl', 'c'],
        ['jq', '.'],
      ],
    ],
    ['escapes of a shell', `curl $'it\\'s\\n'`, [['curl', "it's\n"]]],
    [
      'Windows',
      'curl ^\r\n  -G ^"http://p/^" ^\n -d ^"query=up^%5B^"',
      [['curl', '-G', 'http://p/', '-d', 'query=up%5B']],
    ],
    ['a quote that never closes', "curl 'a b", [['curl', 'a b']]],
  ])('%s', (_, text, commands) => {
    expect(splitCommands(text)).toEqual(commands)
  })
})

describe('A request of the API', () => {
  it.each([
    ['an address', `http://prom:9090/api/v1/query_range?query=rate(up%5B5m%5D)&${times}`],
    ['curl with an address', `curl -g 'http://prom:9090/api/v1/query_range?query=rate(up[5m])&${times}'`],
    [
      'a prompt ahead',
      `$ curl -sS "http://prom:9090/api/v1/query_range?query=rate(up%5B5m%5D)&${times}" | jq .`,
    ],
    [
      'curl with data',
      `curl -G http://prom:9090/api/v1/query_range \\\n --data-urlencode 'query=rate(up[5m])' \\\n -d start=2026-11-03T14:02:00Z -d 'end=2026-11-03T14:07:00Z' -d step=15s`,
    ],
    [
      'curl with POST',
      `curl -X POST prom:9090/api/v1/query_range --data 'query=rate(up%5B5m%5D)&${times}' -o out.json`,
    ],
    [
      'promtool',
      `promtool query range --start=1793714520 --end=1793714820 --step=15s http://prom:9090 'rate(up[5m])'`,
    ],
  ])('as %s', (_, text) => {
    expect(pasted(text)).toEqual(taken)
  })

  it.each<[string, string, readonly string[]]>([
    [
      'an instant is the hour that ends then',
      'http://p/api/v1/query?query=up&time=1793714520',
      ['; 2026-11-03T13:02Z to 2026-11-03T14:02Z', ': up on http://p; from 0'],
    ],
    [
      'no instant is the last hour',
      'curl http://p/api/v1/query?query=up',
      ['; now-1h to now', ': up on http://p; from 0'],
    ],
    [
      'a tenant is named',
      `curl -H 'X-Scope-OrgID: team-a' -H 'Accept: */*' 'http://mimir/prometheus/api/v1/query?query=up'`,
      [
        '; now-1h to now',
        ': up on http://mimir/prometheus; from 0',
        'left The header X-Scope-OrgID: headers belong to a source: set it there',
      ],
    ],
    [
      'through Grafana',
      'https://graf.example/api/datasources/proxy/uid/prod/api/v1/query?query=up',
      ['; now-1h to now', ': up on prod of https://graf.example; from 0'],
    ],
    [
      'a list of labels is no query',
      'curl http://p/api/v1/label/job/values',
      ['left The request: it asks for label, not for values over time'],
    ],
    [
      'some other address is none',
      'curl https://example.org/a',
      ['left The command: https://example.org/a is not a query of Prometheus’ API'],
    ],
    ['no address', 'curl -s', ['left The command: it has no address']],
    [
      'bad times keep the query',
      'curl "http://p/api/v1/query_range?query=up&start=soon&end=later"',
      [': up on http://p; from 0', 'left The window of the request: “soon to later” cannot be read as times'],
    ],
    [
      'promtool of another kind',
      'promtool check config x.yml',
      ['left The command: only promtool query range and promtool query instant ask for values'],
    ],
  ])('%s', (_, text, lines) => {
    expect(pasted(text)).toEqual(lines)
  })

  it.each([
    `curl -u me:hunter2 'http://p/api/v1/query?query=up'`,
    `curl -ume:hunter2 'http://p/api/v1/query?query=up'`,
    `curl --user=me:hunter2 'http://p/api/v1/query?query=up'`,
    `curl 'http://me:hunter2@p/api/v1/query?query=up'`,
    `curl -H 'Authorization: Bearer hunter2' 'http://p/api/v1/query?query=up'`,
    `curl -H "Cookie: grafana_session=hunter2" -b 'a=hunter2' 'http://p/api/v1/query?query=up'`,
  ])('%s: the secret is not kept, and that is said', text => {
    const brought = readBrought(text)
    expect(JSON.stringify(brought)).not.toContain('hunter2')
    expect(brought?.steps).toHaveLength(1)
    expect(brought?.left.length).toBeGreaterThan(0)
  })
})
