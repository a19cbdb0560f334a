import { register } from 'tsx/esm/api'
const r = register({ namespace: 'x-1' })
try { await r.import('file:///tmp/h/badts/bad.ts', import.meta.url) } catch (e) { console.log(e.stack) }
