/** Files that are replaced as a whole: after a crash or a loss of power there is the old one or the new one, nothing between. */
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Resolves when it would survive a loss of power. The folder must be there; `<path>.new` is used on the way. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  await syncFolder(dirname(path))
}

/** That a name stands in a folder is synced with the folder; not every system lets one. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
