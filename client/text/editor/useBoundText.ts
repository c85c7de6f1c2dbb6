import { useMemo, useState } from 'react'
import type { Session } from '#client/live/session.ts'
import type { TextField } from '#shared/notebook/operation.ts'
import { fieldKey } from '#shared/notebook/log/text.ts'
import { bindText, type BoundText } from './binding.ts'

/** A field bound to its session; the same object for as long as it is the same field, however often it is named anew. */
export function useBoundText(session: Session, named: TextField): BoundText {
  const [field, setField] = useState(named)
  if (fieldKey(field) !== fieldKey(named)) setField(named)
  return useMemo(() => bindText(session, field), [session, field])
}
