/** The name of the thing, with its sign: two ends of a wire that meet. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
        <rect class="wordmark-ground" width="32" height="32" rx="8" />
        <path class="wordmark-near" d="M6 12h9.5a4 4 0 0 1 0 8H14" />
        <path class="wordmark-far" d="M26 20h-9.5a4 4 0 0 1 0-8H18" />
      </svg>
      <span class="wordmark-name">
        pact<span>wire</span>
      </span>
    </span>
  )
}
