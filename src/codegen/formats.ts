/**
 * The formats that schemas may name, as regular expressions: these become part of the generated validators, which import
 * nothing. Each runs in linear time; what they leave unchecked (the 29th of February) is for the application to check.
 */
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = `${octet}(?:\\.${octet}){3}`
const hex = '[0-9a-fA-F]{1,4}'
const ipv6Tails = [
  `(?:${hex}:){7}${hex}`,
  ...Array.from({ length: 7 }, (_, left) => `(?:${hex}:){${left + 1}}(?::${hex}){1,${6 - left}}`),
].slice(0, 7)
const ipv6 = `(?:${[...ipv6Tails, `:(?::${hex}){1,7}`, `(?:${hex}:){1,7}:`, '::', `(?:${hex}:){6}${ipv4}`, `::(?:${hex}:){0,5}${ipv4}`].join('|')})`
const days = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '02-(?:0[1-9]|[12]\\d)',
]
const date = `\\d{4}-(?:${days.join('|')})`
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[zZ]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'

export const formats: Readonly<Record<string, RegExp>> = {
  date: new RegExp(`^${date}$`),
  'date-time': new RegExp(`^${date}[tT]${time}$`),
  duration: /^P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
  email: new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${label}(?:\\.${label})+$`),
  hostname: new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`),
  ipv4: new RegExp(`^${ipv4}$`),
  ipv6: new RegExp(`^${ipv6}$`),
  'json-pointer': /^(?:\/(?:[^~/]|~[01])*)*$/,
  time: new RegExp(`^${time}$`),
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/,
  'uri-reference': /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/,
  uuid: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
}
