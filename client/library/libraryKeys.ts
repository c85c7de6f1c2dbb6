import type { RefObject } from 'react'
import { useCommands } from '#client/commands/registry.ts'

type LibraryKeys = {
  readonly field: RefObject<HTMLInputElement | null>
  readonly list: RefObject<HTMLUListElement | null>
  readonly start: () => void
}

const group = 'Investigations'

/** The keyboard of the library: `/` to the search, `j` and `k` through the rows, Enter opens one, `n` begins a new one. */
export function useLibraryKeys({ field, list, start }: LibraryKeys): void {
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])]
  const move = (by: 1 | -1) => {
    const all = links()
    const at = all.findIndex(link => link === document.activeElement)
    const target =
      at < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[Math.min(all.length - 1, Math.max(0, at + by))]
    target?.focus()
    target?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }
  const searching = () => document.activeElement === field.current
  useCommands([
    {
      id: 'library.search',
      title: 'Search investigations',
      group,
      keys: ['/'],
      run: () => {
        field.current?.focus()
        field.current?.select()
      },
    },
    {
      id: 'library.down',
      title: 'Next investigation',
      group,
      keys: ['j'],
      keysOnly: true,
      run: () => move(1),
    },
    {
      id: 'library.up',
      title: 'Investigation before',
      group,
      keys: ['k'],
      keysOnly: true,
      run: () => move(-1),
    },
    {
      id: 'library.open',
      title: 'Open it',
      group,
      keys: ['enter', 'o'],
      keysOnly: true,
      when: () => links().some(link => link === document.activeElement),
      run: () => (document.activeElement as HTMLElement).click(),
    },
    {
      id: 'library.results',
      title: 'From the search to its first result',
      group,
      keys: ['arrowdown', 'enter'],
      mode: 'edit',
      keysOnly: true,
      when: searching,
      run: () => links()[0]?.focus(),
    },
    {
      id: 'library.leave',
      title: 'Leave the search',
      group,
      keys: ['escape'],
      mode: 'edit',
      keysOnly: true,
      when: searching,
      run: () => field.current?.blur(),
    },
    { id: 'library.new', title: 'New investigation', group, keys: ['n'], keysOnly: true, run: start },
  ])
}
