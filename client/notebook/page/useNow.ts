import { useState } from 'react'

/** The time at which a component first stood, in milliseconds; for words that need not tick. */
export const useNow = (): number => useState(() => Date.now())[0]
