/** A form for any schema: what it shows is the value of the editor, and what is changed in it goes back there. */

import { pointerOf } from '../json/document.ts'
import { type JsonObject, type JsonValue, type Path, readable, valueAt, withValueAt } from '../json/value.ts'
import { Prose } from '../prose.tsx'
import type { Located, SchemaFiles } from '../validate/schema.ts'
import type { Violation } from '../validate/validate.ts'
import { branchFor } from './choice.ts'
import { NumberInput, RawInput, Select, TextInput } from './inputs.tsx'
import { describedBy, hintOf, type Property, shapeOf, starterOf } from './schema-shape.ts'

export interface FormProps {
  readonly files: SchemaFiles
  readonly root: Located
  readonly value: JsonValue
  readonly violations: readonly Violation[]
  readonly onValue: (value: JsonValue) => void
}

/** What every field needs, however deep it is. */
interface Setting {
  readonly files: SchemaFiles
  readonly value: JsonValue
  readonly complaints: ReadonlyMap<string, readonly string[]>
  readonly set: (path: Path, value: JsonValue | undefined) => void
}

interface FieldProps {
  readonly setting: Setting
  readonly path: Path
  readonly located: Located
  readonly name: string
  readonly required: boolean
}

export function Form({ files, root, value, violations, onValue }: FormProps) {
  const setting: Setting = {
    files,
    value,
    complaints: byPlace(violations),
    set: (path, part) => onValue(withValueAt(value, path, part) ?? null),
  }
  const shape = shapeOf(files, root)
  return (
    <div class="form">
      {shape.kind === 'object' ? (
        <Properties setting={setting} path={[]} properties={shape.properties} />
      ) : (
        <Field setting={setting} path={[]} located={root} name="" required={true} />
      )}
    </div>
  )
}

function Properties({
  setting,
  path,
  properties,
}: {
  readonly setting: Setting
  readonly path: Path
  readonly properties: readonly Property[]
}) {
  return (
    <>
      {properties.map(({ name, required, located }) => (
        <Field key={name} setting={setting} path={[...path, name]} located={located} name={name} required={required} />
      ))}
    </>
  )
}

function Field(props: FieldProps) {
  const { setting, path, located, name, required } = props
  const { files } = setting
  const here = valueAt(setting.value, path)
  const shape = shapeOf(files, located)
  // A list of ids is divided by spaces, which names of fields may have.
  const id = `form${encodeURIComponent(pointerOf(path))}`
  const complaints = setting.complaints.get(pointerOf(path)) ?? []
  const description = describedBy(files, located)
  const isThere = here !== undefined
  const isGroup = shape.kind === 'object' || shape.kind === 'list' || shape.kind === 'choice'
  return (
    <div
      class="form-field"
      data-group={isGroup && isThere}
      data-wrong={complaints.length > 0}
      data-path={readable(path)}
    >
      <div class="form-label">
        {!required && (
          <input
            type="checkbox"
            class="form-switch"
            checked={isThere}
            aria-label={`With ${readable(path)}`}
            onChange={() => setting.set(path, isThere ? undefined : starterOf(files, located))}
          />
        )}
        {isGroup || !isThere ? (
          <span class="form-name">{name}</span>
        ) : (
          <label for={id} class="form-name">
            {name}
          </label>
        )}
        {shape.kind === 'constant' && isThere ? (
          <Control {...props} id={id} here={here} wrong={complaints.length > 0} />
        ) : (
          <>
            {required && <span class="form-required">required</span>}
            <span class="form-hint">{hintOf(files, located)}</span>
          </>
        )}
      </div>
      {description !== '' && shape.kind !== 'constant' && (
        <p id={`${id}-about`} class="form-about">
          <Prose text={description} />
        </p>
      )}
      {isThere && shape.kind !== 'constant' && <Control {...props} id={id} here={here} wrong={complaints.length > 0} />}
      {!isThere && required && (
        <button type="button" class="button form-small" onClick={() => setting.set(path, starterOf(files, located))}>
          Add {name}
        </button>
      )}
      {complaints.length > 0 && (
        <p id={`${id}-wrong`} class="form-wrong">
          {complaints.join('; ')}
        </p>
      )}
    </div>
  )
}

interface ControlProps extends FieldProps {
  readonly id: string
  readonly here: JsonValue
  readonly wrong: boolean
}

function Control(props: ControlProps) {
  const { setting, path, located, id, here, wrong } = props
  const { files, set } = setting
  const shape = shapeOf(files, located)
  const about = describedBy(files, located) === '' ? undefined : `${id}-about`
  const described = { id, wrong, describedBy: wrong ? `${id}-wrong` : about }
  const onValue = (value: JsonValue) => set(path, value)
  switch (shape.kind) {
    case 'constant':
      return (
        <output id={id} class="form-constant">
          {JSON.stringify(here)}
        </output>
      )
    case 'text':
      return <TextInput {...described} value={here} isLong={isLong(files, located)} onValue={onValue} />
    case 'number':
      return <NumberInput {...described} value={here} onValue={onValue} />
    case 'boolean':
      return <Select {...described} value={here} options={[true, false]} onValue={onValue} />
    case 'options':
      return <Select {...described} value={here} options={shape.values} onValue={onValue} />
    case 'object':
      return isRecord(here) ? (
        <div class="form-group">
          <Properties setting={setting} path={path} properties={shape.properties} />
        </div>
      ) : (
        <RawInput {...described} value={here} onValue={onValue} />
      )
    case 'list':
      return Array.isArray(here) ? (
        <Items setting={setting} path={path} item={shape.item} count={here.length} />
      ) : (
        <RawInput {...described} value={here} onValue={onValue} />
      )
    case 'choice':
      return <Choice {...props} branches={shape.branches} />
    case 'json':
      return <RawInput {...described} value={here} onValue={onValue} />
  }
}

interface ItemsProps {
  readonly setting: Setting
  readonly path: Path
  readonly item: Located
  readonly count: number
}

function Items({ setting, path, item, count }: ItemsProps) {
  const { files, set } = setting
  return (
    <div class="form-group">
      {Array.from({ length: count }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item of a list is its place.
        <div class="form-item" key={at}>
          <Field setting={setting} path={[...path, at]} located={item} name={`[${at}]`} required={true} />
          <button
            type="button"
            class="button button-quiet form-small"
            aria-label={`Remove ${readable([...path, at])}`}
            onClick={() => set([...path, at], undefined)}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" class="button form-small" onClick={() => set([...path, count], starterOf(files, item))}>
        Add an item
      </button>
    </div>
  )
}

function Choice({ setting, path, located, id, here }: ControlProps & { readonly branches: readonly unknown[] }) {
  const { files, set } = setting
  const shape = shapeOf(files, located)
  if (shape.kind !== 'choice') return null
  const chosen = branchFor(files, shape.branches, here)
  const branch = shape.branches[chosen]
  return (
    <div class="form-group">
      <select
        class="field"
        id={id}
        aria-label={`Form of ${readable(path)}`}
        value={chosen}
        onChange={({ currentTarget }) => {
          const next = shape.branches[Number(currentTarget.value)]
          if (next !== undefined) set(path, starterOf(files, next.located))
        }}
      >
        {shape.branches.map(({ label }, at) => (
          <option key={label} value={at}>
            {label}
          </option>
        ))}
      </select>
      {branch !== undefined && (
        <Field setting={setting} path={path} located={branch.located} name={branch.label} required={true} />
      )}
    </div>
  )
}

function byPlace(violations: readonly Violation[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const { path, message } of violations) {
    const key = pointerOf(path)
    map.set(key, [...(map.get(key) ?? []), message])
  }
  return map
}

function isLong(files: SchemaFiles, located: Located): boolean {
  return /\d[,\d]{4,} characters/.test(hintOf(files, located))
}

function isRecord(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
