import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeWhole } from '../../src/store/whole-file.ts'

describe('a file that is replaced as a whole', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pactwire-whole-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is there with its new text, for nobody else to read, and no draft beside it', async () => {
    const path = join(folder, 'a.json')
    await writeWhole(path, 'one')
    await writeWhole(path, 'two')
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(folder)).toEqual(['a.json'])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0)
  })

  it('takes the place of a draft that a crash has left', async () => {
    const path = join(folder, 'a.json')
    await writeFile(`${path}.new`, 'half of a longer te')
    await writeWhole(path, 'whole')
    expect(await readFile(path, 'utf8')).toBe('whole')
  })
})
