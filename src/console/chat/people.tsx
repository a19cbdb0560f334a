/** Who is in the room now, each with the number of their windows. */
import { hashOf } from '../route.ts'
import { rove } from '../shell/roving.ts'
import { Avatar } from './avatar.tsx'
import { directId, type Presence } from './state/conversation.ts'

export interface PeopleProps {
  readonly presence: Presence | undefined
  readonly self: string | undefined
}

export function People({ presence, self }: PeopleProps) {
  if (presence === undefined) return <p class="muted chat-people-none">Who is here is not known.</p>
  const { count, people } = presence
  const more = count - people.length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links inside.
    <div class="chat-section" onKeyDown={rove}>
      <h2>
        Here now <span class="muted figures">{count}</span>
      </h2>
      <ul>
        {people.map(({ userId, connections }, at) => (
          <li key={userId}>
            <a
              class="chat-item chat-person"
              href={hashOf('chat', directId(userId))}
              data-roving
              tabIndex={at === 0 ? 0 : -1}
              title={`Write to ${userId}`}
            >
              <Avatar name={userId} />
              <span class="chat-item-words">
                <span class="chat-item-title">
                  {userId}
                  {userId === self && <span class="chat-you">you</span>}
                </span>
              </span>
              {connections > 1 && <span class="chat-windows muted figures">{connections} windows</span>}
            </a>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="muted">and {more} more</p>}
    </div>
  )
}
