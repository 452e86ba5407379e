// Writes web/openapi.json from the running server: TIAOJIE_SERVER=http://127.0.0.1:8101 npm run openapi && npm run api
import { writeFileSync } from 'node:fs'

const server = process.env.TIAOJIE_SERVER ?? 'http://127.0.0.1:8101'
const answer = await fetch(`${server}/api/v1/openapi.json`)
if (!answer.ok) throw new Error(`${server}: ${answer.status}`)
writeFileSync(new URL('../openapi.json', import.meta.url), `${JSON.stringify(await answer.json(), null, 1)}\n`)
