import { OpenMenu } from './OpenMenu.tsx'
import { OpenPopover } from './OpenPopover.tsx'

/** Everything that only an opened panel needs, loaded as one. */
export const panels = { OpenMenu, OpenPopover } as const
