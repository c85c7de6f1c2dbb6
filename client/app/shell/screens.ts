/** The screens whose code is loaded when they are first shown. */
export const screens = {
  notebook: () => import('#client/notebook/NotebookPage.tsx'),
  present: () => import('#client/reader/stage/Present.tsx'),
  space: () => import('#client/space/SpacePage.tsx'),
} as const

const addresses: readonly (readonly [RegExp, keyof typeof screens])[] = [
  [/^\/n\/[^/]+\/present$/, 'present'],
  [/^\/n\/[^/]+$/, 'notebook'],
  [/^\/space$/, 'space'],
]

/** Begins to load the screen of an address beside the shell, which asks for it later. */
export function screenAhead(path: string): void {
  const found = addresses.find(([address]) => address.test(path))
  if (found) screens[found[1]]().catch(() => undefined)
}
