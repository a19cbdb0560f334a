/**
 * The page. `scripts/build.mjs` builds it into dist/console; `npx vite` serves it from the sources while you work on it,
 * beside a server that runs on port 8080 (or wherever PACTWIRE_URL says).
 */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const server = process.env['PACTWIRE_URL'] ?? 'http://127.0.0.1:8080'
const fromServer = ['/api/', '/asyncapi.json', '/openapi.json', '/schema/', '/metrics', '/livez', '/readyz']

export default defineConfig({
  root: fileURLToPath(new URL('src/console/', import.meta.url)),
  // The page works under any path that a proxy puts it at.
  base: './',
  // What has no place among the modules: none of it.
  publicDir: false,
  cacheDir: fileURLToPath(new URL('.cache/vite/', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('dist/console/', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Its Content-Security-Policy allows files of the server only: nothing inline, no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The licences of what is bundled ask to be passed on with it.
    license: { fileName: 'licenses.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      ...Object.fromEntries(fromServer.map((path) => [path, server])),
      '/ws': { target: server, ws: true },
    },
  },
})
