/** The HTTP API, its keys and its problems; and what is open to everyone. */
import { type Group, inOrder } from '../case.ts'
import { keys } from './http/keys.ts'
import { members } from './http/members.ts'
import { messages } from './http/messages.ts'
import { operators } from './http/operators.ts'
import { requests } from './http/requests.ts'
import { users } from './http/users.ts'

export const http: Group = {
  name: 'http',
  about: 'the HTTP API and the endpoints of operators',
  cases: inOrder(keys, requests, messages, members, users, operators),
}
