/**
 * The formats that schemas may name, as regular expressions: these become part of the generated validators, which import
 * nothing. Each runs in linear time; what they leave unchecked (the 29th of February) is for the application to check.
 */
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = `${octet}(?:\\.${octet}){3}`
const hex = '[0-9a-fA-F]{1,4}'
// RFC 3986, appendix A: the last 32 bits may be written as IPv4, and one run of zeros may be left out.
const last32 = `(?:${hex}:${hex}|${ipv4})`
const upTo = (most: number) => `(?:(?:${hex}:){0,${most}}${hex})?`
const ipv6 = `(?:${[
  `(?:${hex}:){6}${last32}`,
  `::(?:${hex}:){5}${last32}`,
  ...[0, 1, 2, 3, 4].map((before) => `${upTo(before)}::(?:${hex}:){${4 - before}}${last32}`),
  `${upTo(5)}::${hex}`,
  `${upTo(6)}::`,
].join('|')})`
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
