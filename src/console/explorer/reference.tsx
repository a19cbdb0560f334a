/** What the contract says of an event: prose, fields, errors, an example. */
import { useMemo } from 'preact/hooks'
import type { ContractEvent } from './contract/catalogue.ts'
import { fieldRows } from './contract/fields.ts'
import type { Contract } from './contract/load.ts'
import { JsonText } from './json/json-view.tsx'
import { pretty } from './json/value.ts'
import { Prose } from './prose.tsx'
import { schemaIn } from './validate/schema.ts'

export function Reference({ contract, event }: { readonly contract: Contract; readonly event: ContractEvent }) {
  const { files, errors } = contract
  const rows = useMemo(() => {
    const root = schemaIn(files, `${event.name}.json`)
    return root === undefined ? [] : fieldRows(files, root)
  }, [files, event])
  return (
    <div class="reference">
      <p class="reference-about">
        <Prose text={event.description} />
      </p>
      <h2>Fields</h2>
      <ul class="reference-rows">
        {rows.map(({ name, hint, required, description, options }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two branches may have fields of one name.
          <li key={at}>
            <p>
              <code class="reference-name">{name}</code>
              <span class="muted reference-hint">{hint}</span>
              {required && <span class="form-required">required</span>}
            </p>
            {description !== '' && (
              <p class="reference-said">
                <Prose text={description} />
              </p>
            )}
            {options.length > 0 && (
              <p class="reference-options">
                {options.map((option) => (
                  <code key={option}>{option}</code>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
      {event.errors.length > 0 && (
        <>
          <h2>Errors</h2>
          <dl class="reference-errors">
            {event.errors.map((code) => (
              <div key={code}>
                <dt>
                  <code>{code}</code>
                  {errors.get(code)?.retryable === true && <span class="badge">try again</span>}
                </dt>
                <dd>
                  <Prose text={`${errors.get(code)?.meaning ?? ''} ${errors.get(code)?.action ?? ''}`} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {event.examples.map((example, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: examples have no names.
        <section key={at}>
          <h2>{event.examples.length > 1 ? `Example ${at + 1}` : 'Example'}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse. */}
          <pre class="code" tabIndex={0}>
            <JsonText text={pretty(example)} />
          </pre>
        </section>
      ))}
      <p class="muted reference-more">
        As JSON Schema: <a href={`./schema/${encodeURIComponent(event.name)}.json`}>schema/{event.name}.json</a>
      </p>
    </div>
  )
}
