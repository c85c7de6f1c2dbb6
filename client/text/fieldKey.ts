import type { TextField } from '#shared/notebook/operation.ts'

/** A text that is equal for two fields exactly when they are the same field. */
export const fieldKey = (field: TextField): string =>
  field.of === 'notebook'
    ? `notebook.${field.name}`
    : field.of === 'query'
      ? `query.${field.step}.${field.query}`
      : `${field.of}.${field.step}`
