/** What happens at each limit, and beyond it. The limits that hold are those that connect_ack tells. */
import { type Group, inOrder } from '../case.ts'
import { numbers } from './limits/numbers.ts'
import { rates } from './limits/rates.ts'
import { sizes } from './limits/sizes.ts'

export const limits: Group = {
  name: 'limits',
  about: 'sizes, rates and numbers, and what happens beyond them',
  cases: inOrder(sizes, rates, numbers),
}
