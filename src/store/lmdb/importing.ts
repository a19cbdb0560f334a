/** Takes in what `export` has written, stream by stream; what is there already is left as it is. */
import { fileProblem } from '../error.ts'
import { readBootId } from './boot.ts'
import { type Folder, folderAt, format, prepareFolder, writeDescription } from './folder.ts'
import { type Imported, Importer, type ImporterOptions } from './importer.ts'
import { takeLock } from './lock.ts'
import { newestOf, type OpenFiles, openFiles } from './opening.ts'
import { type Disk, realDisk } from './synced.ts'

export interface ImportOptions extends ImporterOptions {
  readonly checkBytes: number
  readonly log: (line: string) => void
  /** For tests: how files are synced. */
  readonly disk?: Disk
}

export async function importLines(options: ImportOptions): Promise<Imported> {
  const folder = folderAt(options.dir)
  const { log, checkBytes, disk = realDisk } = options
  await prepareFolder(folder)
  const lock = await takeLock(folder.dir)
  try {
    const files = await openFiles({ folder, boot: await readBootId(), disk, log, checkBytes })
    // A loss of power leads back to what was synced last, which must not be written over meanwhile.
    const pin = files.database.useReadTransaction()
    try {
      return await new Importer(options, files.database, files.generation).run()
    } finally {
      pin.done()
      await files.database.close()
      await leave(folder, files, disk)
    }
  } finally {
    await lock.release()
  }
}

/** In order, whether or not everything came over. */
async function leave(folder: Folder, files: OpenFiles, disk: Disk): Promise<void> {
  const { messages, synced, generation, fsyncGeneration } = files
  try {
    const meta = newestOf(messages, folder.messages)
    await disk.datasync(messages, 'messages')
    await synced.write(meta)
    const { transaction } = meta
    await writeDescription(folder, { format, state: 'clean', transaction, generation, fsyncGeneration })
  } catch (error) {
    throw fileProblem(folder.messages, error)
  } finally {
    await messages.close()
    await synced.close()
  }
}
