/** Writing a request: a form and an editor of the same text, what is wrong with it, and the way to send it all the same. */
import { useMemo, useState } from 'preact/hooks'
import { useStore } from '../shell/use-store.ts'
import type { ContractEvent } from './contract/catalogue.ts'
import type { Contract } from './contract/load.ts'
import { withId } from './contract/opening.ts'
import { Form } from './form/form.tsx'
import { starterOf } from './form/schema-shape.ts'
import { readDocument } from './json/document.ts'
import { Editor } from './json/editor.tsx'
import { marksOf } from './json/marks.ts'
import { type JsonValue, pretty } from './json/value.ts'
import { openConnection } from './opening.ts'
import { Prose } from './prose.tsx'
import { drafts, wire } from './session.ts'
import { schemaIn } from './validate/schema.ts'
import { unchecked } from './validate/unchecked.ts'
import { validate } from './validate/validate.ts'

export interface ComposeProps {
  readonly contract: Contract
  readonly event: ContractEvent
}

export function Compose({ contract, event }: ComposeProps) {
  const { files } = contract
  const root = useMemo(() => schemaIn(files, `${event.name}.json`) ?? { schema: true, file: '' }, [files, event])
  const examples = event.examples.length > 0 ? event.examples : [starterOf(files, root)]
  const [text, setText] = useState(() => drafts.get(event.name) ?? pretty(examples[0] ?? {}))
  const [nextExample, setNextExample] = useState(0)
  const [newIds, setNewIds] = useState(true)
  const { socket } = useStore(wire.store)

  const document = useMemo(() => readDocument(text), [text])
  const violations = useMemo(
    () => (document.state === 'read' ? validate(files, root, document.value) : []),
    [document, files, root],
  )
  const marks = useMemo(() => marksOf(text, document, violations), [text, document, violations])
  const beyond = useMemo(() => unchecked(files, root), [files, root])
  // While the text cannot be read the form stays as it was.
  const [last, setLast] = useState<JsonValue>(() => examples[0] ?? {})
  const value = document.state === 'read' ? document.value : last

  const write = (next: string) => {
    setText(next)
    drafts.set(event.name, next)
    const read = readDocument(next)
    if (read.state === 'read') setLast(read.value)
  }
  const insertExample = () => {
    write(pretty(examples[nextExample % examples.length] ?? {}))
    setNextExample(nextExample + 1)
  }
  const send = async () => {
    const place = document.state === 'read' ? document.places.get('/id') : undefined
    const frame = newIds && document.state === 'read' ? withId(text, document.value, place, wire.newId()) : text
    if (frame !== text) write(frame)
    if (socket.state !== 'open' && !(await openConnection(contract, { withFrame: !event.isOpening }))) return
    wire.send(frame)
  }
  const isWrong = marks.length > 0

  return (
    <div class="compose">
      <p class="compose-about">
        <Prose text={event.description} />
      </p>
      <div class="compose-panes">
        <section class="compose-pane" aria-label="Form">
          {document.state === 'broken' && (
            <p class="compose-stale" role="status">
              The form follows when the JSON can be read again.
            </p>
          )}
          <fieldset class="compose-form" disabled={document.state === 'broken'}>
            <legend class="unseen">Fields of {event.name}</legend>
            <Form
              files={files}
              root={root}
              value={value}
              violations={violations}
              onValue={(next) => write(pretty(next))}
            />
          </fieldset>
        </section>
        <section class="compose-pane" aria-label="JSON">
          <Editor label={`JSON of ${event.name}`} text={text} marks={marks} onText={write} onSend={() => void send()} />
        </section>
      </div>
      <footer class="compose-foot">
        <button type="button" class="button" onClick={insertExample}>
          Insert example
        </button>
        <button type="button" class="button" onClick={() => write(pretty(starterOf(files, root)))}>
          Minimal
        </button>
        <label class="compose-ids">
          <input type="checkbox" checked={newIds} onChange={() => setNewIds(!newIds)} />
          new id each time
        </label>
        {beyond.length > 0 && <span class="muted compose-beyond">The server also checks {beyond.join(', ')}.</span>}
        <span class="compose-space" />
        <span class={isWrong ? 'compose-state compose-wrong' : 'compose-state muted'} role="status">
          {isWrong ? `${marks.length} ${marks.length === 1 ? 'mistake' : 'mistakes'}` : 'Valid'}
        </span>
        <button
          type="button"
          class={`button ${isWrong ? 'compose-anyway' : 'button-primary'}`}
          title="Ctrl+Enter"
          disabled={socket.state === 'opening'}
          onClick={() => void send()}
        >
          {isWrong ? 'Send anyway' : socket.state === 'open' ? 'Send' : 'Connect and send'}
        </button>
      </footer>
    </div>
  )
}
