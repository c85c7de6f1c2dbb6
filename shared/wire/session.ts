/** `GET /api/session`: whether this server asks for a password, and whether the asker has given it. */
export type SessionAnswer = { readonly asked: boolean; readonly signedIn: boolean }
