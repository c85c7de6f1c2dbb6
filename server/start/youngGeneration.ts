import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8's young generation grow as it does by itself. `bin/start.js` holds it small while the program is loaded: what grows then stays grown,
 * some 20 MB that a server with nothing to do never needs.
 */
export const growAsUsual = (): void => setFlagsFromString('--semi-space-growth-factor=2')
