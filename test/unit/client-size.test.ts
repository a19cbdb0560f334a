import { builtinModules } from 'node:module'
import { gzipSync } from 'node:zlib'
import { build, type Rollup } from 'vite'
import { describe, expect, it } from 'vitest'

const budgetBytes = 12_000

async function bundle(entry: string): Promise<Rollup.OutputChunk> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rollupOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) => id.startsWith('node:') || builtinModules.includes(id),
      },
    },
  })) as Rollup.RollupOutput
  const chunks = result.output.filter((part) => part.type === 'chunk')
  const [chunk] = chunks
  if (chunk === undefined || chunks.length !== 1) throw new Error(`the entry became ${chunks.length} chunks`)
  return chunk
}

describe('the client in a production bundle', () => {
  it(`is no larger than ${budgetBytes} bytes, compressed`, async () => {
    const { code } = await bundle('src/client/index.ts')
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(budgetBytes)
  })

  it('imports nothing that a browser does not have, and nothing of the server', async () => {
    const { imports, dynamicImports, moduleIds, code } = await bundle('src/client/index.ts')
    expect([...imports, ...dynamicImports]).toEqual([])
    const modules = moduleIds
      .map((id) => id.slice(id.lastIndexOf('/src/') + 1))
      .filter((id) => !id.includes('/generated/'))
    expect(modules.filter((id) => !/^src\/(client|protocol)\//.test(id))).toEqual([])
    expect(code).not.toMatch(/\brequire\(|\bprocess\.|\bBuffer\b/)
  })

  it('has neither the validators in it nor the prose of the codes', async () => {
    const { moduleIds, code } = await bundle('src/client/index.ts')
    expect(moduleIds.filter((id) => id.includes('validators'))).toEqual([])
    expect(code).not.toContain('Nothing was stored')
    expect(code).not.toContain('Do not come back by yourself')
    expect(code).not.toContain('/api/v1')
  })

  it('of the development entry has the validators', async () => {
    const { moduleIds, imports } = await bundle('src/client/development.ts')
    expect(moduleIds.some((id) => id.endsWith('generated/validators.js'))).toBe(true)
    expect(imports).toEqual([])
  })
})
