// What every browser has and Debian 12's Node 18 lacks as a global.
import { webcrypto } from 'node:crypto'

globalThis.crypto ??= webcrypto as Crypto
