import { expect, test } from 'vitest'
import { redactUrl } from '../../src/log/redact.ts'

test.each([
  ['/ws', '/ws'],
  ['/ws?access_token=abc', '/ws?access_token=***'],
  ['/ws?a=1&access_token=abc&b=2', '/ws?a=1&access_token=***&b=2'],
  ['wss://h:1/ws?ACCESS_TOKEN=abc#f', 'wss://h:1/ws?ACCESS_TOKEN=***'],
  ['/ws?access%5Ftoken=abc&x', '/ws?access%5Ftoken=***&x'],
  ['/ws?access_token=abc;def?ghi#jkl&b=2', '/ws?access_token=***&b=2'],
  ['/ws?access_token=a=b&access_token=c', '/ws?access_token=***&access_token=***'],
  ['/ws?a=1?access_token=abc', '/ws?a=1?access_token=***'],
  ['/ws?a;access_token=abc', '/ws?a;access_token=***'],
  ['/ws#access_token=abc', '/ws#access_token=***'],
  ['/ws?%zz=abc', '/ws?%zz=***'],
  ['/ws?token=abc&api_key=def&password=x', '/ws?token=***&api_key=***&password=***'],
  ['/ws?access_token', '/ws?access_token'],
  ['https://ann:hunter2@h/x', 'https://***@h/x'],
  ['https://h/x?mail=a@b', 'https://h/x?mail=a@b'],
  ['', ''],
])('%s is logged as %s', (url, logged) => {
  expect(redactUrl(url)).toBe(logged)
})
