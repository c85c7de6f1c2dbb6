import { newId } from '#client/app/newId.ts'
import { stored } from '#client/app/stored.ts'
import type { Person } from '#shared/notebook/notebook.ts'

const kept = stored<string>(
  'visitor',
  text => (text !== null && /^[a-z0-9]{12}$/.test(text) ? text : newId()),
  id => id,
)

const visitor: Person = { id: kept.get(), name: 'visitor', colour: '#5c6370' }
kept.set(visitor.id)

/** Who somebody is who has not said their name yet; the same for as long as this browser keeps it. */
export const anonymous: Person = visitor
