import { createContext } from 'react'
import type { Hash, Id } from '#shared/notebook/notebook.ts'

/** The notebook whose pictures the texts on a screen show; null: they show none. */
export const PicturesOf = createContext<Id | null>(null)

/** Where the server has a picture of a notebook. */
export const pictureAddress = (notebook: Id, hash: Hash): string =>
  `/api/notebooks/${encodeURIComponent(notebook)}/pictures/${hash}`
