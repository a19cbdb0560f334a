// Generated from schema/ by `npm run generate`. Do not edit: change the schema and generate again.
// What every generated validators module begins with. The generator copies this file as it stands, up to the marker at
// its end, so it is plain JavaScript that imports nothing.

/** How much of a name or a value from outside is repeated in a complaint, and how long a path may get, in UTF-16 units. */
const repeatAtMost = 64
const pathAtMost = 256
/** How many of the allowed values are listed. */
const listAtMost = 20

/**
 * What Ajv says, with one thing added: `inner` is how many of the errors right before this one are its reasons.
 * @typedef {{ instancePath: string, schemaPath: string, keyword: string, params: Record<string, unknown>, propertyName?: string }} RawError
 * @typedef {{ path: string, message: string }} Violation
 */

/** The number of code points, which is what JSON Schema means by the length of a string. @param {string} text */
function codePoints(text) {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    count++
    const unit = text.charCodeAt(at)
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++
  }
  return count
}

/** Equality of JSON values. @param {unknown} a @param {unknown} b @returns {boolean} */
function deepEqual(a, b) {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && deepEqual(Reflect.get(a, key), Reflect.get(b, key)))
}

/** A text that is the same for equal JSON values and for no others. @param {unknown} value @returns {string} */
function identity(value) {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  if (Array.isArray(value)) return `[${value.map(identity).join()}]`
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${identity(Reflect.get(value, key))}`)
  return `{${entries.join()}}`
}

/** The places of the first two equal items. Each item is looked at once, however long the list. @param {unknown[]} list */
function twins(list) {
  /** @type {Map<string, number>} */
  const seen = new Map()
  for (const [at, item] of list.entries()) {
    const key = identity(item)
    const first = seen.get(key)
    if (first !== undefined) return { first, second: at }
    seen.set(key, at)
  }
  return undefined
}

/** Cut to a length, and in one line whatever it contains. @param {unknown} text @param {number} [most] */
function quote(text, most = repeatAtMost) {
  const whole = String(text)
  const cut = whole.length > most ? `${whole.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : whole
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)
}

/** @param {string} path @param {unknown} key */
function childPath(path, key) {
  const name = String(key)
  if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return path === '' ? quote(name) : `${path}.${quote(name)}`
  return /^\d{1,15}$/.test(name) ? `${path}[${name}]` : `${path}["${quote(name).replaceAll('"', '\\"')}"]`
}

/** `/data/users/0/name` is `data.users[0].name` to a person. @param {string} pointer */
function readablePath(pointer) {
  let path = ''
  for (const segment of pointer.split('/').slice(1)) {
    path = childPath(path, segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (path.length > pathAtMost) return quote(path, pathAtMost)
  }
  return path
}

/** @param {unknown} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** @param {unknown} value */
function literal(value) {
  return quote(JSON.stringify(value))
}

/** @param {readonly string[]} words */
function alternatives(words) {
  const shown = words.slice(0, listAtMost)
  if (words.length > shown.length) return `${shown.join(', ')} … (${words.length} in all)`
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

/** @type {Record<string, string>} */
const typeNames = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

/** @type {Record<string, string>} */
const formatNames = {
  date: 'a date such as 2026-01-31',
  'date-time': 'a date and time such as 2026-01-31T09:30:00Z',
  duration: 'a duration such as PT15M',
  email: 'an e-mail address',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  'json-pointer': 'a JSON Pointer',
  time: 'a time such as 09:30:00Z',
  uri: 'a URI',
  'uri-reference': 'a URI or a relative reference',
  uuid: 'a UUID',
}

/** @type {Record<string, string>} */
const comparisons = { '<=': 'at most', '>=': 'at least', '<': 'less than', '>': 'more than' }

/** What a value may be, in words, when the error is that it is something else; undefined for other errors. @param {RawError} error */
function wanted({ keyword, params }) {
  switch (keyword) {
    case 'type':
      return [params['type']].flat().map((type) => typeNames[String(type)] ?? String(type))
    case 'const':
      return [literal(params['allowedValue'])]
    case 'enum':
      return /** @type {unknown[]} */ (params['allowedValues']).map(literal)
    default:
      return undefined
  }
}

/** @param {readonly RawError[]} errors each of which is about one place being another value than wanted */
function mustBe(errors) {
  const values = errors.filter(({ keyword }) => keyword !== 'type').flatMap((error) => wanted(error) ?? [])
  const types = errors.filter(({ keyword }) => keyword === 'type').flatMap((error) => wanted(error) ?? [])
  const words = [...new Set([...values, ...types])]
  return new Set(values).size > 1 && words.length > 2
    ? `must be one of ${alternatives(words)}`
    : `must be ${alternatives(words)}`
}

/** @param {RawError} error @returns {Violation} */
function violationOf(error) {
  const { instancePath, keyword, params } = error
  const path = readablePath(instancePath)
  const limit = params['limit']
  /** @param {unknown} key @param {string} message */
  const child = (key, message) => ({ path: quote(childPath(path, key), pathAtMost), message })
  if (typeof params['words'] === 'string') return { path, message: params['words'] }
  switch (keyword) {
    case 'required':
      return child(params['missingProperty'], 'is required')
    case 'dependentRequired':
      return child(params['missingProperty'], `is required together with ${quote(params['property'])}`)
    case 'additionalProperties':
      return child(params['additionalProperty'], 'is not a known field')
    case 'unevaluatedProperties':
      return child(params['unevaluatedProperty'], 'is not a known field')
    case 'propertyNames':
      return child(params['propertyName'], 'is not a name that a field may have here')
    case 'type':
    case 'const':
    case 'enum':
      return { path, message: mustBe([error]) }
    case 'maxLength':
      return { path, message: `must be at most ${counted(limit, 'character')}` }
    case 'minLength':
      return { path, message: limit === 1 ? 'must not be empty' : `must be at least ${counted(limit, 'character')}` }
    case 'maxItems':
    case 'items':
      return { path, message: limit === 0 ? 'must be empty' : `must have at most ${counted(limit, 'item')}` }
    case 'unevaluatedItems':
      return { path, message: `must have at most ${counted(limit, 'item')}` }
    case 'minItems':
      return { path, message: limit === 1 ? 'must not be empty' : `must have at least ${counted(limit, 'item')}` }
    case 'maxProperties':
      return { path, message: limit === 0 ? 'must be empty' : `must have at most ${counted(limit, 'field')}` }
    case 'minProperties':
      return { path, message: limit === 1 ? 'must not be empty' : `must have at least ${counted(limit, 'field')}` }
    case 'maximum':
    case 'minimum':
    case 'exclusiveMaximum':
    case 'exclusiveMinimum':
      return { path, message: `must be ${comparisons[String(params['comparison'])] ?? ''} ${limit}` }
    case 'multipleOf':
      return { path, message: `must be a multiple of ${params['multipleOf']}` }
    case 'pattern':
      return { path, message: `must match the pattern ${quote(params['pattern'], pathAtMost)}` }
    case 'format':
      return { path, message: `must be ${formatNames[String(params['format'])] ?? `a valid ${params['format']}`}` }
    case 'uniqueItems':
      return { path, message: `must not have the same item twice ([${params['first']}] and [${params['second']}])` }
    case 'contains':
      return { path, message: containsWords(params) }
    case 'false schema':
      return { path, message: 'must not be there' }
    case 'not':
      return { path, message: 'has a form that is not allowed' }
    case 'anyOf':
    case 'oneOf':
      return { path, message: 'fits none of the forms that it may have' }
    case 'if':
      return { path, message: 'does not fit the rest of the object' }
    default:
      return { path, message: `is not valid (${keyword})` }
  }
}

/** @param {Record<string, unknown>} params */
function containsWords({ minContains, maxContains }) {
  const least = `at least ${minContains === 1 ? 'one item' : counted(minContains, 'item')}`
  if (maxContains === undefined) return `must have ${least} of the kind that belongs here`
  if (minContains === 0) return `must have at most ${counted(maxContains, 'item')} of one kind`
  return `must have ${least}, and at most ${maxContains}, of the kind that belongs here`
}

/**
 * The errors of each branch of a choice. A branch fails with one error, which stands last, and the reasons before it.
 * @param {readonly RawError[]} errors @returns {RawError[][]}
 */
function branchesOf(errors) {
  const branches = []
  for (let end = errors.length; end > 0; ) {
    const begin = Math.max(0, end - 1 - innerCount(errors[end - 1]))
    branches.unshift(errors.slice(begin, end))
    end = begin
  }
  return branches
}

/** @param {RawError | undefined} error */
function innerCount(error) {
  const count = error?.params['inner']
  return typeof count === 'number' ? count : 0
}

/**
 * Of the complaints of all branches of a choice, the one about the branch that was probably meant: the one that got
 * deepest into the value. When every branch wants another value in the place itself, the wanted values are the answer.
 * @param {RawError} choice @param {readonly RawError[]} reasons @returns {Violation}
 */
function explainChoice(choice, reasons) {
  if (choice.params['passingSchemas'] != null) {
    return {
      path: readablePath(choice.instancePath),
      message: 'fits more than one of the forms that exclude each other',
    }
  }
  const leaves = reasons.filter((error) => innerCount(error) === 0 || error.params['words'] !== undefined)
  if (
    leaves.length > 0 &&
    leaves.every((error) => error.instancePath === choice.instancePath && wanted(error) !== undefined)
  ) {
    return { path: readablePath(choice.instancePath), message: mustBe(leaves) }
  }
  const [first, ...rest] = branchesOf(reasons)
  if (first === undefined) return violationOf(choice)
  return explain(rest.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best), first))
}

/** How far into the value a branch got before it failed. @param {readonly RawError[]} branch @returns {number} */
function depth(branch) {
  return Math.max(
    ...branch.map((error) => {
      const places =
        error.instancePath.split('/').length +
        (/required|additional|unevaluatedProperties/i.test(error.keyword) ? 1 : 0)
      return places * 2 + (wanted(error) === undefined ? 1 : 0)
    }),
  )
}

/** @param {readonly RawError[] | null | undefined} errors @returns {Violation} */
function explain(errors) {
  const last = errors?.at(-1)
  if (errors == null || last === undefined) return { path: '', message: 'is not valid' }
  if (typeof last.params['words'] === 'string') return violationOf(last)
  const reasons = errors.slice(errors.length - 1 - innerCount(last), -1)
  if (last.keyword === 'anyOf' || last.keyword === 'oneOf') return explainChoice(last, reasons)
  if (last.keyword === 'if' && reasons.length > 0) return explain(reasons)
  if (last.keyword === 'propertyNames' && reasons.length > 0) {
    const { path, message } = violationOf(last)
    return { path, message: `${message}: it ${explain(reasons).message}` }
  }
  return violationOf(last)
}

/**
 * Runs one check. A value that is nested deeper than the stack allows is refused, like any other that is too large.
 * @param {((value: unknown) => boolean) & { errors?: RawError[] | null }} check @param {unknown} value
 */
function run(check, value) {
  try {
    return check(value) ? undefined : explain(check.errors)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { path: '', message: 'is nested too deeply' }
  }
}


const check_audience = validate0;
const schema0 = {"enum":["anyone","token","members","server"]};

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((((data === "anyone") || (data === "token")) || (data === "members")) || (data === "server"))){
validate0.errors = [{instancePath,keyword:"enum",params:{allowedValues: schema0.enum}}];
return false;
}
validate0.errors = vErrors;
return errors === 0;
}

const check_channel_event = validate1;
const pattern0 = /* @__PURE__ */ new RegExp("^[A-Za-z0-9_.:+-][A-Za-z0-9_.:@+-]*$", "u");
const pattern1 = /* @__PURE__ */ new RegExp("^[a-z][a-z0-9_]*$", "u");
const pattern2 = /* @__PURE__ */ new RegExp("^[A-Za-z0-9_.:@+-]+$", "u");
const pattern3 = /* @__PURE__ */ new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$", "u");

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.message_id === undefined) && (missing0 = "message_id"))) || ((data.event === undefined) && (missing0 = "event"))) || ((data.version === undefined) && (missing0 = "version"))) || ((data.payload === undefined) && (missing0 = "payload"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))){
validate1.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate1.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate1.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate1.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate1.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate1.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate1.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate1.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate1.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message_id !== undefined){
let data3 = data.message_id;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(data3.length > 64 && (data3.length > 128 || codePoints(data3) > 64)){
validate1.errors = [{instancePath:instancePath+"/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data3.length < 1){
validate1.errors = [{instancePath:instancePath+"/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event !== undefined){
let data4 = data.event;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(data4.length > 64 && (data4.length > 128 || codePoints(data4) > 64)){
validate1.errors = [{instancePath:instancePath+"/event",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data4.length < 1){
validate1.errors = [{instancePath:instancePath+"/event",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern1.test(data4)){
validate1.errors = [{instancePath:instancePath+"/event",keyword:"pattern",params:{words: "must be a small letter, and then small letters, digits and _ only"}}];
return false;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/event",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
let data5 = data.version;
const _errs18 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate1.errors = [{instancePath:instancePath+"/version",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
validate1.errors = [{instancePath:instancePath+"/version",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.payload !== undefined){
let data6 = data.payload;
const _errs20 = errors;
const _errs21 = errors;
if(errors === _errs21){
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate1.errors = [{instancePath:instancePath+"/payload",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_id !== undefined){
let data7 = data.user_id;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data7 === "string"){
if(data7.length > 128 && (data7.length > 256 || codePoints(data7) > 128)){
validate1.errors = [{instancePath:instancePath+"/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data7.length < 1){
validate1.errors = [{instancePath:instancePath+"/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data7)){
validate1.errors = [{instancePath:instancePath+"/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data8 = data.timestamp;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data8 === "string"){
if(!pattern3.test(data8)){
validate1.errors = [{instancePath:instancePath+"/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.client_message_id !== undefined){
let data9 = data.client_message_id;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data9 === "string"){
if(data9.length > 128 && (data9.length > 256 || codePoints(data9) > 128)){
validate1.errors = [{instancePath:instancePath+"/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data9.length < 1){
validate1.errors = [{instancePath:instancePath+"/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate1.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate1.errors = vErrors;
return errors === 0;
}

const check_channel_id = validate2;

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 128 && (data.length > 256 || codePoints(data) > 128)){
validate2.errors = [{instancePath,keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data.length < 1){
validate2.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data)){
validate2.errors = [{instancePath,keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate2.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate2.errors = vErrors;
return errors === 0;
}

const check_channel_message = validate3;

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.message_id === undefined) && (missing0 = "message_id"))) || ((data.content === undefined) && (missing0 = "content"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))){
validate3.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate3.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate3.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate3.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate3.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate3.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate3.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate3.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate3.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message_id !== undefined){
let data3 = data.message_id;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(data3.length > 64 && (data3.length > 128 || codePoints(data3) > 64)){
validate3.errors = [{instancePath:instancePath+"/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data3.length < 1){
validate3.errors = [{instancePath:instancePath+"/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_id !== undefined){
let data4 = data.user_id;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(data4.length > 128 && (data4.length > 256 || codePoints(data4) > 128)){
validate3.errors = [{instancePath:instancePath+"/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data4.length < 1){
validate3.errors = [{instancePath:instancePath+"/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data4)){
validate3.errors = [{instancePath:instancePath+"/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.content !== undefined){
let data5 = data.content;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(data5.length > 1048576 && (data5.length > 2097152 || codePoints(data5) > 1048576)){
validate3.errors = [{instancePath:instancePath+"/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data5.length < 1){
validate3.errors = [{instancePath:instancePath+"/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data6 = data.timestamp;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data6 === "string"){
if(!pattern3.test(data6)){
validate3.errors = [{instancePath:instancePath+"/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate3.errors = [{instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.client_message_id !== undefined){
let data7 = data.client_message_id;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data7 === "string"){
if(data7.length > 128 && (data7.length > 256 || codePoints(data7) > 128)){
validate3.errors = [{instancePath:instancePath+"/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data7.length < 1){
validate3.errors = [{instancePath:instancePath+"/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate3.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate3.errors = vErrors;
return errors === 0;
}

const check_channel_page = validate4;

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.connections === undefined) && (missing0 = "connections"))) || ((data.users === undefined) && (missing0 = "users"))){
validate5.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate5.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate5.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate5.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate5.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate5.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate5.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate5.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate5.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data3 = data.connections;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate5.errors = [{instancePath:instancePath+"/connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate5.errors = [{instancePath:instancePath+"/connections",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.users !== undefined){
let data4 = data.users;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate5.errors = [{instancePath:instancePath+"/users",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate5.errors = [{instancePath:instancePath+"/users",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate5.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate5.errors = vErrors;
return errors === 0;
}


function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.channels === undefined) && (missing0 = "channels")){
validate4.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channels !== undefined){
let data0 = data.channels;
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(!(validate5(data0[i0], {instancePath:instancePath+"/channels/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate5.errors : vErrors.concat(validate5.errors);
errors = vErrors.length;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
else {
validate4.errors = [{instancePath:instancePath+"/channels",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.next !== undefined){
let data2 = data.next;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate4.errors = [{instancePath:instancePath+"/next",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate4.errors = [{instancePath:instancePath+"/next",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data2)){
validate4.errors = [{instancePath:instancePath+"/next",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate4.errors = [{instancePath:instancePath+"/next",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate4.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate4.errors = vErrors;
return errors === 0;
}

const check_channel_pattern = validate7;
const pattern10 = /* @__PURE__ */ new RegExp("^[A-Za-z0-9_.:@+*-]+$", "u");

function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 128 && (data.length > 256 || codePoints(data) > 128)){
validate7.errors = [{instancePath,keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data.length < 1){
validate7.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern10.test(data)){
validate7.errors = [{instancePath,keyword:"pattern",params:{words: "must be letters, digits, _.:@+- and * only"}}];
return false;
}
}
}
}
else {
validate7.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate7.errors = vErrors;
return errors === 0;
}

const check_channel_policy = validate8;
const schema28 = {"additionalProperties":false,"type":"object","required":["pattern","join","send","events","presence","announce","announce_max_users","durability","history_size","history_age_ms","max_content_bytes","max_batch_delay_ms"],"properties":{"pattern":{"$ref":"channel_pattern.json"},"join":{"$ref":"audience.json"},"send":{"$ref":"audience.json"},"publish":{"$ref":"audience.json"},"events":{"maxItems":1000,"type":"array","items":{"minLength":1,"maxLength":64,"pattern":"^(?:\\*|[a-z][a-z0-9_]*)$","x-error":"must be the name of an event, or *","type":"string"}},"presence":{"type":"boolean"},"announce":{"type":"boolean"},"announce_max_users":{"minimum":0,"maximum":1000000,"type":"integer"},"durability":{"$ref":"durability.json"},"history_size":{"minimum":0,"maximum":10000000,"type":"integer"},"history_age_ms":{"minimum":0,"maximum":315360000000,"type":"integer"},"max_content_bytes":{"minimum":1,"maximum":1048576,"type":"integer"},"max_batch_delay_ms":{"minimum":0,"maximum":1000,"type":"integer"}}};
const schema33 = {"enum":["none","commit","fsync"]};
const func0 = Object.prototype.hasOwnProperty;
const pattern12 = /* @__PURE__ */ new RegExp("^(?:\\*|[a-z][a-z0-9_]*)$", "u");

function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.pattern === undefined) && (missing0 = "pattern")) || ((data.join === undefined) && (missing0 = "join"))) || ((data.send === undefined) && (missing0 = "send"))) || ((data.events === undefined) && (missing0 = "events"))) || ((data.presence === undefined) && (missing0 = "presence"))) || ((data.announce === undefined) && (missing0 = "announce"))) || ((data.announce_max_users === undefined) && (missing0 = "announce_max_users"))) || ((data.durability === undefined) && (missing0 = "durability"))) || ((data.history_size === undefined) && (missing0 = "history_size"))) || ((data.history_age_ms === undefined) && (missing0 = "history_age_ms"))) || ((data.max_content_bytes === undefined) && (missing0 = "max_content_bytes"))) || ((data.max_batch_delay_ms === undefined) && (missing0 = "max_batch_delay_ms"))){
validate8.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema28.properties, key0))){
validate8.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.pattern !== undefined){
let data0 = data.pattern;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate8.errors = [{instancePath:instancePath+"/pattern",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate8.errors = [{instancePath:instancePath+"/pattern",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern10.test(data0)){
validate8.errors = [{instancePath:instancePath+"/pattern",keyword:"pattern",params:{words: "must be letters, digits, _.:@+- and * only"}}];
return false;
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/pattern",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.join !== undefined){
let data1 = data.join;
const _errs6 = errors;
if(!((((data1 === "anyone") || (data1 === "token")) || (data1 === "members")) || (data1 === "server"))){
validate8.errors = [{instancePath:instancePath+"/join",keyword:"enum",params:{allowedValues: schema0.enum}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.send !== undefined){
let data2 = data.send;
const _errs8 = errors;
if(!((((data2 === "anyone") || (data2 === "token")) || (data2 === "members")) || (data2 === "server"))){
validate8.errors = [{instancePath:instancePath+"/send",keyword:"enum",params:{allowedValues: schema0.enum}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.publish !== undefined){
let data3 = data.publish;
const _errs10 = errors;
if(!((((data3 === "anyone") || (data3 === "token")) || (data3 === "members")) || (data3 === "server"))){
validate8.errors = [{instancePath:instancePath+"/publish",keyword:"enum",params:{allowedValues: schema0.enum}}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.events !== undefined){
let data4 = data.events;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data4)){
if(data4.length > 1000){
validate8.errors = [{instancePath:instancePath+"/events",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid5 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate8.errors = [{instancePath:instancePath+"/events/" + i0,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate8.errors = [{instancePath:instancePath+"/events/" + i0,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern12.test(data5)){
validate8.errors = [{instancePath:instancePath+"/events/" + i0,keyword:"pattern",params:{words: "must be the name of an event, or *"}}];
return false;
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/events/" + i0,keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs14 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/events",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.presence !== undefined){
const _errs17 = errors;
if(typeof data.presence !== "boolean"){
validate8.errors = [{instancePath:instancePath+"/presence",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.announce !== undefined){
const _errs19 = errors;
if(typeof data.announce !== "boolean"){
validate8.errors = [{instancePath:instancePath+"/announce",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.announce_max_users !== undefined){
let data8 = data.announce_max_users;
const _errs21 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate8.errors = [{instancePath:instancePath+"/announce_max_users",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs21){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1000000 || isNaN(data8)){
validate8.errors = [{instancePath:instancePath+"/announce_max_users",keyword:"maximum",params:{comparison: "<=", limit: 1000000}}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate8.errors = [{instancePath:instancePath+"/announce_max_users",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durability !== undefined){
let data9 = data.durability;
const _errs23 = errors;
if(!(((data9 === "none") || (data9 === "commit")) || (data9 === "fsync"))){
validate8.errors = [{instancePath:instancePath+"/durability",keyword:"enum",params:{allowedValues: schema33.enum}}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.history_size !== undefined){
let data10 = data.history_size;
const _errs25 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate8.errors = [{instancePath:instancePath+"/history_size",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 10000000 || isNaN(data10)){
validate8.errors = [{instancePath:instancePath+"/history_size",keyword:"maximum",params:{comparison: "<=", limit: 10000000}}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate8.errors = [{instancePath:instancePath+"/history_size",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.history_age_ms !== undefined){
let data11 = data.history_age_ms;
const _errs27 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate8.errors = [{instancePath:instancePath+"/history_age_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 315360000000 || isNaN(data11)){
validate8.errors = [{instancePath:instancePath+"/history_age_ms",keyword:"maximum",params:{comparison: "<=", limit: 315360000000}}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate8.errors = [{instancePath:instancePath+"/history_age_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_content_bytes !== undefined){
let data12 = data.max_content_bytes;
const _errs29 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate8.errors = [{instancePath:instancePath+"/max_content_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs29){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 1048576 || isNaN(data12)){
validate8.errors = [{instancePath:instancePath+"/max_content_bytes",keyword:"maximum",params:{comparison: "<=", limit: 1048576}}];
return false;
}
else {
if(data12 < 1 || isNaN(data12)){
validate8.errors = [{instancePath:instancePath+"/max_content_bytes",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_batch_delay_ms !== undefined){
let data13 = data.max_batch_delay_ms;
const _errs31 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate8.errors = [{instancePath:instancePath+"/max_batch_delay_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs31){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1000 || isNaN(data13)){
validate8.errors = [{instancePath:instancePath+"/max_batch_delay_ms",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate8.errors = [{instancePath:instancePath+"/max_batch_delay_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate8.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate8.errors = vErrors;
return errors === 0;
}

const check_channel_presence = validate9;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.user_id === undefined) && (missing0 = "user_id")) || ((data.connections === undefined) && (missing0 = "connections"))){
validate10.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.user_id !== undefined){
let data0 = data.user_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate10.errors = [{instancePath:instancePath+"/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate10.errors = [{instancePath:instancePath+"/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data0)){
validate10.errors = [{instancePath:instancePath+"/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data1 = data.connections;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate10.errors = [{instancePath:instancePath+"/connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate10.errors = [{instancePath:instancePath+"/connections",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate10.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}


function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.count === undefined) && (missing0 = "count"))) || ((data.users === undefined) && (missing0 = "users"))){
validate9.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate9.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate9.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate9.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data1 = data.count;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate9.errors = [{instancePath:instancePath+"/count",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate9.errors = [{instancePath:instancePath+"/count",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.users !== undefined){
let data2 = data.users;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data2)){
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs9 = errors;
if(!(validate10(data2[i0], {instancePath:instancePath+"/users/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/users",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate9.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate9.errors = vErrors;
return errors === 0;
}

const check_channel_summary = validate5;

const check_client_message_id = validate12;

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 128 && (data.length > 256 || codePoints(data) > 128)){
validate12.errors = [{instancePath,keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data.length < 1){
validate12.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate12.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

const check_close_code = validate13;
const schema39 = {"type":"integer","enum":[1001,1009,4400,4401,4403,4408,4419,4429,4500,4508,4509]};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
validate13.errors = [{instancePath,keyword:"type",params:{type: "integer"}}];
return false;
}
if(!(((((((((((data === 1001) || (data === 1009)) || (data === 4400)) || (data === 4401)) || (data === 4403)) || (data === 4408)) || (data === 4419)) || (data === 4429)) || (data === 4500)) || (data === 4508)) || (data === 4509))){
validate13.errors = [{instancePath,keyword:"enum",params:{allowedValues: schema39.enum}}];
return false;
}
validate13.errors = vErrors;
return errors === 0;
}

const check_config = validate14;
const schema40 = {"additionalProperties":false,"type":"object","required":["host","port","store","data_dir","jwt_keys","jwks","jwt_clock_tolerance_ms","token_grace_ms","api_keys","allowed_origins","page","trusted_proxies","log_level","log_format","heartbeat_interval_ms","presence_debounce_ms","idempotency_window_ms","drain_delay_ms","drain_timeout_ms","drain_jitter_ms","channels","limits"],"properties":{"host":{"minLength":1,"maxLength":255,"type":"string"},"port":{"minimum":0,"maximum":65535,"type":"integer"},"metrics_port":{"minimum":0,"maximum":65535,"type":"integer"},"store":{"enum":["disk","memory"]},"data_dir":{"minLength":1,"maxLength":4096,"type":"string"},"jwt_secret":{"minLength":32,"maxLength":4096,"type":"string"},"jwt_keys":{"maxItems":1000,"type":"array","items":{"$ref":"jwt_key.json"}},"jwks":{"maxItems":1000,"type":"array","items":{"$ref":"jwks_source.json"}},"jwt_issuer":{"minLength":1,"maxLength":1024,"type":"string"},"jwt_audience":{"minLength":1,"maxLength":1024,"type":"string"},"jwt_clock_tolerance_ms":{"minimum":0,"maximum":86400000,"type":"integer"},"token_grace_ms":{"minimum":0,"maximum":86400000,"type":"integer"},"api_keys":{"maxItems":1000,"type":"array","items":{"minLength":16,"maxLength":512,"type":"string"}},"allowed_origins":{"maxItems":1000,"type":"array","items":{"minLength":1,"maxLength":512,"type":"string"}},"page":{"enum":["auto","on","off"]},"trusted_proxies":{"maxItems":1000,"type":"array","items":{"minLength":1,"maxLength":64,"type":"string"}},"tls_key_file":{"minLength":1,"maxLength":4096,"type":"string"},"tls_cert_file":{"minLength":1,"maxLength":4096,"type":"string"},"log_level":{"enum":["trace","debug","info","warn","error","silent"]},"log_format":{"enum":["auto","json","pretty"]},"heartbeat_interval_ms":{"minimum":4000,"maximum":480000,"type":"integer"},"presence_debounce_ms":{"minimum":0,"maximum":86400000,"type":"integer"},"idempotency_window_ms":{"minimum":300000,"maximum":86400000,"type":"integer"},"drain_delay_ms":{"minimum":0,"maximum":86400000,"type":"integer"},"drain_timeout_ms":{"minimum":100,"maximum":86400000,"type":"integer"},"drain_jitter_ms":{"minimum":0,"maximum":86400000,"type":"integer"},"events":{"minLength":1,"maxLength":4096,"type":"string"},"channels":{"maxItems":1000,"type":"array","items":{"$ref":"channel_policy.json"}},"limits":{"additionalProperties":false,"type":"object","required":["max_frame_bytes","max_frame_depth","max_frame_members","max_connections","max_connections_per_address","max_opening_connections","max_opening_connections_per_address","max_connections_per_user","max_channels_per_connection","max_channels","max_memberships_per_user","max_pending_requests","max_backlog_bytes","requests_per_second","request_burst","bytes_per_second","byte_burst","user_requests_per_second","user_request_burst","max_refusals","max_bad_frames","connect_timeout_ms","max_presence_users","max_http_body_bytes","max_events","max_recovery"],"properties":{"max_frame_bytes":{"minimum":256,"maximum":16777216,"type":"integer"},"max_frame_depth":{"minimum":8,"maximum":1000,"type":"integer"},"max_frame_members":{"minimum":32,"maximum":1000000,"type":"integer"},"max_connections":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_connections_per_address":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_opening_connections":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_opening_connections_per_address":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_connections_per_user":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_channels_per_connection":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_channels":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_memberships_per_user":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_pending_requests":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_backlog_bytes":{"minimum":4096,"maximum":1073741824,"type":"integer"},"requests_per_second":{"exclusiveMinimum":0,"maximum":1000000,"type":"number"},"request_burst":{"minimum":1,"maximum":1000000000,"type":"integer"},"bytes_per_second":{"exclusiveMinimum":0,"maximum":1000000000,"type":"number"},"byte_burst":{"minimum":1,"maximum":1000000000,"type":"integer"},"user_requests_per_second":{"exclusiveMinimum":0,"maximum":1000000,"type":"number"},"user_request_burst":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_refusals":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_bad_frames":{"minimum":1,"maximum":1000000000,"type":"integer"},"connect_timeout_ms":{"minimum":50,"maximum":86400000,"type":"integer"},"max_presence_users":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_http_body_bytes":{"minimum":256,"maximum":16777216,"type":"integer"},"max_events":{"minimum":1,"maximum":1000000000,"type":"integer"},"max_recovery":{"minimum":1,"maximum":100000,"type":"integer"}}}}};
const schema41 = {"additionalProperties":false,"type":"object","required":["algorithm"],"properties":{"algorithm":{"enum":["HS256","RS256","ES256","EdDSA"]},"secret":{"minLength":32,"maxLength":4096,"type":"string"},"secret_file":{"minLength":1,"maxLength":4096,"type":"string"},"public_key_file":{"minLength":1,"maxLength":4096,"type":"string"},"kid":{"minLength":1,"maxLength":256,"type":"string"},"issuer":{"minLength":1,"maxLength":1024,"type":"string"}}};
const schema42 = {"additionalProperties":false,"type":"object","required":["algorithms","cache_ms","cooldown_ms"],"properties":{"url":{"minLength":1,"maxLength":2048,"pattern":"^https?://","type":"string"},"file":{"minLength":1,"maxLength":4096,"type":"string"},"algorithms":{"minItems":1,"maxItems":3,"type":"array","items":{"enum":["RS256","ES256","EdDSA"]}},"issuer":{"minLength":1,"maxLength":1024,"type":"string"},"cache_ms":{"minimum":1000,"maximum":86400000,"type":"integer"},"cooldown_ms":{"minimum":1000,"maximum":86400000,"type":"integer"}}};
const pattern15 = /* @__PURE__ */ new RegExp("^https?://", "u");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((((((((((((data.host === undefined) && (missing0 = "host")) || ((data.port === undefined) && (missing0 = "port"))) || ((data.store === undefined) && (missing0 = "store"))) || ((data.data_dir === undefined) && (missing0 = "data_dir"))) || ((data.jwt_keys === undefined) && (missing0 = "jwt_keys"))) || ((data.jwks === undefined) && (missing0 = "jwks"))) || ((data.jwt_clock_tolerance_ms === undefined) && (missing0 = "jwt_clock_tolerance_ms"))) || ((data.token_grace_ms === undefined) && (missing0 = "token_grace_ms"))) || ((data.api_keys === undefined) && (missing0 = "api_keys"))) || ((data.allowed_origins === undefined) && (missing0 = "allowed_origins"))) || ((data.page === undefined) && (missing0 = "page"))) || ((data.trusted_proxies === undefined) && (missing0 = "trusted_proxies"))) || ((data.log_level === undefined) && (missing0 = "log_level"))) || ((data.log_format === undefined) && (missing0 = "log_format"))) || ((data.heartbeat_interval_ms === undefined) && (missing0 = "heartbeat_interval_ms"))) || ((data.presence_debounce_ms === undefined) && (missing0 = "presence_debounce_ms"))) || ((data.idempotency_window_ms === undefined) && (missing0 = "idempotency_window_ms"))) || ((data.drain_delay_ms === undefined) && (missing0 = "drain_delay_ms"))) || ((data.drain_timeout_ms === undefined) && (missing0 = "drain_timeout_ms"))) || ((data.drain_jitter_ms === undefined) && (missing0 = "drain_jitter_ms"))) || ((data.channels === undefined) && (missing0 = "channels"))) || ((data.limits === undefined) && (missing0 = "limits"))){
validate14.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema40.properties, key0))){
validate14.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.host !== undefined){
let data0 = data.host;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 255 && (data0.length > 510 || codePoints(data0) > 255)){
validate14.errors = [{instancePath:instancePath+"/host",keyword:"maxLength",params:{limit: 255}}];
return false;
}
else {
if(data0.length < 1){
validate14.errors = [{instancePath:instancePath+"/host",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/host",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.port !== undefined){
let data1 = data.port;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate14.errors = [{instancePath:instancePath+"/port",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
validate14.errors = [{instancePath:instancePath+"/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate14.errors = [{instancePath:instancePath+"/port",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metrics_port !== undefined){
let data2 = data.metrics_port;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate14.errors = [{instancePath:instancePath+"/metrics_port",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 65535 || isNaN(data2)){
validate14.errors = [{instancePath:instancePath+"/metrics_port",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate14.errors = [{instancePath:instancePath+"/metrics_port",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.store !== undefined){
let data3 = data.store;
const _errs8 = errors;
if(!((data3 === "disk") || (data3 === "memory"))){
validate14.errors = [{instancePath:instancePath+"/store",keyword:"enum",params:{allowedValues: schema40.properties.store.enum}}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data_dir !== undefined){
let data4 = data.data_dir;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(data4.length > 4096 && (data4.length > 8192 || codePoints(data4) > 4096)){
validate14.errors = [{instancePath:instancePath+"/data_dir",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data4.length < 1){
validate14.errors = [{instancePath:instancePath+"/data_dir",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/data_dir",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwt_secret !== undefined){
let data5 = data.jwt_secret;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(data5.length > 4096 && (data5.length > 8192 || codePoints(data5) > 4096)){
validate14.errors = [{instancePath:instancePath+"/jwt_secret",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data5.length < 63 && codePoints(data5) < 32){
validate14.errors = [{instancePath:instancePath+"/jwt_secret",keyword:"minLength",params:{limit: 32}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_secret",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwt_keys !== undefined){
let data6 = data.jwt_keys;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data6)){
if(data6.length > 1000){
validate14.errors = [{instancePath:instancePath+"/jwt_keys",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid1 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing1;
if((data7.algorithm === undefined) && (missing1 = "algorithm")){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0,keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs18 = errors;
for(const key1 in data7){
if(!((((((key1 === "algorithm") || (key1 === "secret")) || (key1 === "secret_file")) || (key1 === "public_key_file")) || (key1 === "kid")) || (key1 === "issuer"))){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs18 === errors){
if(data7.algorithm !== undefined){
let data8 = data7.algorithm;
const _errs19 = errors;
if(!((((data8 === "HS256") || (data8 === "RS256")) || (data8 === "ES256")) || (data8 === "EdDSA"))){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/algorithm",keyword:"enum",params:{allowedValues: schema41.properties.algorithm.enum}}];
return false;
}
var valid3 = _errs19 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.secret !== undefined){
let data9 = data7.secret;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data9 === "string"){
if(data9.length > 4096 && (data9.length > 8192 || codePoints(data9) > 4096)){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data9.length < 63 && codePoints(data9) < 32){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret",keyword:"minLength",params:{limit: 32}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.secret_file !== undefined){
let data10 = data7.secret_file;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data10 === "string"){
if(data10.length > 4096 && (data10.length > 8192 || codePoints(data10) > 4096)){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data10.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/secret_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.public_key_file !== undefined){
let data11 = data7.public_key_file;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(data11.length > 4096 && (data11.length > 8192 || codePoints(data11) > 4096)){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/public_key_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data11.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/public_key_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/public_key_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.kid !== undefined){
let data12 = data7.kid;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data12 === "string"){
if(data12.length > 256 && (data12.length > 512 || codePoints(data12) > 256)){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/kid",keyword:"maxLength",params:{limit: 256}}];
return false;
}
else {
if(data12.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/kid",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/kid",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.issuer !== undefined){
let data13 = data7.issuer;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(data13.length > 1024 && (data13.length > 2048 || codePoints(data13) > 1024)){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/issuer",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data13.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/issuer",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0+"/issuer",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs28 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys/" + i0,keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs15 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_keys",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwks !== undefined){
let data14 = data.jwks;
const _errs30 = errors;
if(errors === _errs30){
if(Array.isArray(data14)){
if(data14.length > 1000){
validate14.errors = [{instancePath:instancePath+"/jwks",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid4 = true;
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
let data15 = data14[i1];
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if((((data15.algorithms === undefined) && (missing2 = "algorithms")) || ((data15.cache_ms === undefined) && (missing2 = "cache_ms"))) || ((data15.cooldown_ms === undefined) && (missing2 = "cooldown_ms"))){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1,keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs35 = errors;
for(const key2 in data15){
if(!((((((key2 === "url") || (key2 === "file")) || (key2 === "algorithms")) || (key2 === "issuer")) || (key2 === "cache_ms")) || (key2 === "cooldown_ms"))){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1,keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs35 === errors){
if(data15.url !== undefined){
let data16 = data15.url;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data16 === "string"){
if(data16.length > 2048 && (data16.length > 4096 || codePoints(data16) > 2048)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/url",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(data16.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/url",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern15.test(data16)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/url",keyword:"pattern",params:{pattern: "^https?://"}}];
return false;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/url",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs36 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.file !== undefined){
let data17 = data15.file;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data17 === "string"){
if(data17.length > 4096 && (data17.length > 8192 || codePoints(data17) > 4096)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data17.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs38 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.algorithms !== undefined){
let data18 = data15.algorithms;
const _errs40 = errors;
if(errors === _errs40){
if(Array.isArray(data18)){
if(data18.length > 3){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/algorithms",keyword:"maxItems",params:{limit: 3}}];
return false;
}
else {
if(data18.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/algorithms",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid7 = true;
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
const _errs42 = errors;
if(!(((data19 === "RS256") || (data19 === "ES256")) || (data19 === "EdDSA"))){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/algorithms/" + i2,keyword:"enum",params:{allowedValues: schema42.properties.algorithms.items.enum}}];
return false;
}
var valid7 = _errs42 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/algorithms",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.issuer !== undefined){
let data20 = data15.issuer;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data20 === "string"){
if(data20.length > 1024 && (data20.length > 2048 || codePoints(data20) > 1024)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/issuer",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data20.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/issuer",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/issuer",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs43 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.cache_ms !== undefined){
let data21 = data15.cache_ms;
const _errs45 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cache_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs45){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 86400000 || isNaN(data21)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cache_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data21 < 1000 || isNaN(data21)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cache_ms",keyword:"minimum",params:{comparison: ">=", limit: 1000}}];
return false;
}
}
}
}
var valid6 = _errs45 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data15.cooldown_ms !== undefined){
let data22 = data15.cooldown_ms;
const _errs47 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cooldown_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 86400000 || isNaN(data22)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cooldown_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data22 < 1000 || isNaN(data22)){
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1+"/cooldown_ms",keyword:"minimum",params:{comparison: ">=", limit: 1000}}];
return false;
}
}
}
}
var valid6 = _errs47 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks/" + i1,keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs32 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwks",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwt_issuer !== undefined){
let data23 = data.jwt_issuer;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data23 === "string"){
if(data23.length > 1024 && (data23.length > 2048 || codePoints(data23) > 1024)){
validate14.errors = [{instancePath:instancePath+"/jwt_issuer",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data23.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_issuer",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_issuer",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwt_audience !== undefined){
let data24 = data.jwt_audience;
const _errs51 = errors;
if(errors === _errs51){
if(typeof data24 === "string"){
if(data24.length > 1024 && (data24.length > 2048 || codePoints(data24) > 1024)){
validate14.errors = [{instancePath:instancePath+"/jwt_audience",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data24.length < 1){
validate14.errors = [{instancePath:instancePath+"/jwt_audience",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/jwt_audience",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.jwt_clock_tolerance_ms !== undefined){
let data25 = data.jwt_clock_tolerance_ms;
const _errs53 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate14.errors = [{instancePath:instancePath+"/jwt_clock_tolerance_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs53){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 86400000 || isNaN(data25)){
validate14.errors = [{instancePath:instancePath+"/jwt_clock_tolerance_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data25 < 0 || isNaN(data25)){
validate14.errors = [{instancePath:instancePath+"/jwt_clock_tolerance_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.token_grace_ms !== undefined){
let data26 = data.token_grace_ms;
const _errs55 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate14.errors = [{instancePath:instancePath+"/token_grace_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs55){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 86400000 || isNaN(data26)){
validate14.errors = [{instancePath:instancePath+"/token_grace_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data26 < 0 || isNaN(data26)){
validate14.errors = [{instancePath:instancePath+"/token_grace_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs55 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.api_keys !== undefined){
let data27 = data.api_keys;
const _errs57 = errors;
if(errors === _errs57){
if(Array.isArray(data27)){
if(data27.length > 1000){
validate14.errors = [{instancePath:instancePath+"/api_keys",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid8 = true;
const len3 = data27.length;
for(let i3=0; i3<len3; i3++){
let data28 = data27[i3];
const _errs59 = errors;
if(errors === _errs59){
if(typeof data28 === "string"){
if(data28.length > 512 && (data28.length > 1024 || codePoints(data28) > 512)){
validate14.errors = [{instancePath:instancePath+"/api_keys/" + i3,keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(data28.length < 31 && codePoints(data28) < 16){
validate14.errors = [{instancePath:instancePath+"/api_keys/" + i3,keyword:"minLength",params:{limit: 16}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/api_keys/" + i3,keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid8 = _errs59 === errors;
if(!valid8){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/api_keys",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.allowed_origins !== undefined){
let data29 = data.allowed_origins;
const _errs61 = errors;
if(errors === _errs61){
if(Array.isArray(data29)){
if(data29.length > 1000){
validate14.errors = [{instancePath:instancePath+"/allowed_origins",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid9 = true;
const len4 = data29.length;
for(let i4=0; i4<len4; i4++){
let data30 = data29[i4];
const _errs63 = errors;
if(errors === _errs63){
if(typeof data30 === "string"){
if(data30.length > 512 && (data30.length > 1024 || codePoints(data30) > 512)){
validate14.errors = [{instancePath:instancePath+"/allowed_origins/" + i4,keyword:"maxLength",params:{limit: 512}}];
return false;
}
else {
if(data30.length < 1){
validate14.errors = [{instancePath:instancePath+"/allowed_origins/" + i4,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/allowed_origins/" + i4,keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid9 = _errs63 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/allowed_origins",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.page !== undefined){
let data31 = data.page;
const _errs65 = errors;
if(!(((data31 === "auto") || (data31 === "on")) || (data31 === "off"))){
validate14.errors = [{instancePath:instancePath+"/page",keyword:"enum",params:{allowedValues: schema40.properties.page.enum}}];
return false;
}
var valid0 = _errs65 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trusted_proxies !== undefined){
let data32 = data.trusted_proxies;
const _errs66 = errors;
if(errors === _errs66){
if(Array.isArray(data32)){
if(data32.length > 1000){
validate14.errors = [{instancePath:instancePath+"/trusted_proxies",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid10 = true;
const len5 = data32.length;
for(let i5=0; i5<len5; i5++){
let data33 = data32[i5];
const _errs68 = errors;
if(errors === _errs68){
if(typeof data33 === "string"){
if(data33.length > 64 && (data33.length > 128 || codePoints(data33) > 64)){
validate14.errors = [{instancePath:instancePath+"/trusted_proxies/" + i5,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data33.length < 1){
validate14.errors = [{instancePath:instancePath+"/trusted_proxies/" + i5,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/trusted_proxies/" + i5,keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid10 = _errs68 === errors;
if(!valid10){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/trusted_proxies",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs66 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tls_key_file !== undefined){
let data34 = data.tls_key_file;
const _errs70 = errors;
if(errors === _errs70){
if(typeof data34 === "string"){
if(data34.length > 4096 && (data34.length > 8192 || codePoints(data34) > 4096)){
validate14.errors = [{instancePath:instancePath+"/tls_key_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data34.length < 1){
validate14.errors = [{instancePath:instancePath+"/tls_key_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/tls_key_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs70 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tls_cert_file !== undefined){
let data35 = data.tls_cert_file;
const _errs72 = errors;
if(errors === _errs72){
if(typeof data35 === "string"){
if(data35.length > 4096 && (data35.length > 8192 || codePoints(data35) > 4096)){
validate14.errors = [{instancePath:instancePath+"/tls_cert_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data35.length < 1){
validate14.errors = [{instancePath:instancePath+"/tls_cert_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/tls_cert_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.log_level !== undefined){
let data36 = data.log_level;
const _errs74 = errors;
if(!((((((data36 === "trace") || (data36 === "debug")) || (data36 === "info")) || (data36 === "warn")) || (data36 === "error")) || (data36 === "silent"))){
validate14.errors = [{instancePath:instancePath+"/log_level",keyword:"enum",params:{allowedValues: schema40.properties.log_level.enum}}];
return false;
}
var valid0 = _errs74 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.log_format !== undefined){
let data37 = data.log_format;
const _errs75 = errors;
if(!(((data37 === "auto") || (data37 === "json")) || (data37 === "pretty"))){
validate14.errors = [{instancePath:instancePath+"/log_format",keyword:"enum",params:{allowedValues: schema40.properties.log_format.enum}}];
return false;
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.heartbeat_interval_ms !== undefined){
let data38 = data.heartbeat_interval_ms;
const _errs76 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate14.errors = [{instancePath:instancePath+"/heartbeat_interval_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs76){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 480000 || isNaN(data38)){
validate14.errors = [{instancePath:instancePath+"/heartbeat_interval_ms",keyword:"maximum",params:{comparison: "<=", limit: 480000}}];
return false;
}
else {
if(data38 < 4000 || isNaN(data38)){
validate14.errors = [{instancePath:instancePath+"/heartbeat_interval_ms",keyword:"minimum",params:{comparison: ">=", limit: 4000}}];
return false;
}
}
}
}
var valid0 = _errs76 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.presence_debounce_ms !== undefined){
let data39 = data.presence_debounce_ms;
const _errs78 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate14.errors = [{instancePath:instancePath+"/presence_debounce_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs78){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 86400000 || isNaN(data39)){
validate14.errors = [{instancePath:instancePath+"/presence_debounce_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data39 < 0 || isNaN(data39)){
validate14.errors = [{instancePath:instancePath+"/presence_debounce_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs78 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.idempotency_window_ms !== undefined){
let data40 = data.idempotency_window_ms;
const _errs80 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
validate14.errors = [{instancePath:instancePath+"/idempotency_window_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs80){
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 86400000 || isNaN(data40)){
validate14.errors = [{instancePath:instancePath+"/idempotency_window_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data40 < 300000 || isNaN(data40)){
validate14.errors = [{instancePath:instancePath+"/idempotency_window_ms",keyword:"minimum",params:{comparison: ">=", limit: 300000}}];
return false;
}
}
}
}
var valid0 = _errs80 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.drain_delay_ms !== undefined){
let data41 = data.drain_delay_ms;
const _errs82 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate14.errors = [{instancePath:instancePath+"/drain_delay_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs82){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 86400000 || isNaN(data41)){
validate14.errors = [{instancePath:instancePath+"/drain_delay_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data41 < 0 || isNaN(data41)){
validate14.errors = [{instancePath:instancePath+"/drain_delay_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs82 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.drain_timeout_ms !== undefined){
let data42 = data.drain_timeout_ms;
const _errs84 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate14.errors = [{instancePath:instancePath+"/drain_timeout_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs84){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 86400000 || isNaN(data42)){
validate14.errors = [{instancePath:instancePath+"/drain_timeout_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data42 < 100 || isNaN(data42)){
validate14.errors = [{instancePath:instancePath+"/drain_timeout_ms",keyword:"minimum",params:{comparison: ">=", limit: 100}}];
return false;
}
}
}
}
var valid0 = _errs84 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.drain_jitter_ms !== undefined){
let data43 = data.drain_jitter_ms;
const _errs86 = errors;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
validate14.errors = [{instancePath:instancePath+"/drain_jitter_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs86){
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 86400000 || isNaN(data43)){
validate14.errors = [{instancePath:instancePath+"/drain_jitter_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data43 < 0 || isNaN(data43)){
validate14.errors = [{instancePath:instancePath+"/drain_jitter_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs86 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.events !== undefined){
let data44 = data.events;
const _errs88 = errors;
if(errors === _errs88){
if(typeof data44 === "string"){
if(data44.length > 4096 && (data44.length > 8192 || codePoints(data44) > 4096)){
validate14.errors = [{instancePath:instancePath+"/events",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data44.length < 1){
validate14.errors = [{instancePath:instancePath+"/events",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/events",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs88 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.channels !== undefined){
let data45 = data.channels;
const _errs90 = errors;
if(errors === _errs90){
if(Array.isArray(data45)){
if(data45.length > 1000){
validate14.errors = [{instancePath:instancePath+"/channels",keyword:"maxItems",params:{limit: 1000}}];
return false;
}
else {
var valid11 = true;
const len6 = data45.length;
for(let i6=0; i6<len6; i6++){
const _errs92 = errors;
if(!(validate8(data45[i6], {instancePath:instancePath+"/channels/" + i6,parentData:data45,parentDataProperty:i6,rootData}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
var valid11 = _errs92 === errors;
if(!valid11){
break;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/channels",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs90 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limits !== undefined){
let data47 = data.limits;
const _errs93 = errors;
if(errors === _errs93){
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
let missing3;
if(((((((((((((((((((((((((((data47.max_frame_bytes === undefined) && (missing3 = "max_frame_bytes")) || ((data47.max_frame_depth === undefined) && (missing3 = "max_frame_depth"))) || ((data47.max_frame_members === undefined) && (missing3 = "max_frame_members"))) || ((data47.max_connections === undefined) && (missing3 = "max_connections"))) || ((data47.max_connections_per_address === undefined) && (missing3 = "max_connections_per_address"))) || ((data47.max_opening_connections === undefined) && (missing3 = "max_opening_connections"))) || ((data47.max_opening_connections_per_address === undefined) && (missing3 = "max_opening_connections_per_address"))) || ((data47.max_connections_per_user === undefined) && (missing3 = "max_connections_per_user"))) || ((data47.max_channels_per_connection === undefined) && (missing3 = "max_channels_per_connection"))) || ((data47.max_channels === undefined) && (missing3 = "max_channels"))) || ((data47.max_memberships_per_user === undefined) && (missing3 = "max_memberships_per_user"))) || ((data47.max_pending_requests === undefined) && (missing3 = "max_pending_requests"))) || ((data47.max_backlog_bytes === undefined) && (missing3 = "max_backlog_bytes"))) || ((data47.requests_per_second === undefined) && (missing3 = "requests_per_second"))) || ((data47.request_burst === undefined) && (missing3 = "request_burst"))) || ((data47.bytes_per_second === undefined) && (missing3 = "bytes_per_second"))) || ((data47.byte_burst === undefined) && (missing3 = "byte_burst"))) || ((data47.user_requests_per_second === undefined) && (missing3 = "user_requests_per_second"))) || ((data47.user_request_burst === undefined) && (missing3 = "user_request_burst"))) || ((data47.max_refusals === undefined) && (missing3 = "max_refusals"))) || ((data47.max_bad_frames === undefined) && (missing3 = "max_bad_frames"))) || ((data47.connect_timeout_ms === undefined) && (missing3 = "connect_timeout_ms"))) || ((data47.max_presence_users === undefined) && (missing3 = "max_presence_users"))) || ((data47.max_http_body_bytes === undefined) && (missing3 = "max_http_body_bytes"))) || ((data47.max_events === undefined) && (missing3 = "max_events"))) || ((data47.max_recovery === undefined) && (missing3 = "max_recovery"))){
validate14.errors = [{instancePath:instancePath+"/limits",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs95 = errors;
for(const key3 in data47){
if(!(func0.call(schema40.properties.limits.properties, key3))){
validate14.errors = [{instancePath:instancePath+"/limits",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs95 === errors){
if(data47.max_frame_bytes !== undefined){
let data48 = data47.max_frame_bytes;
const _errs96 = errors;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs96){
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 16777216 || isNaN(data48)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_bytes",keyword:"maximum",params:{comparison: "<=", limit: 16777216}}];
return false;
}
else {
if(data48 < 256 || isNaN(data48)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_bytes",keyword:"minimum",params:{comparison: ">=", limit: 256}}];
return false;
}
}
}
}
var valid12 = _errs96 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_frame_depth !== undefined){
let data49 = data47.max_frame_depth;
const _errs98 = errors;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_depth",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs98){
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 > 1000 || isNaN(data49)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_depth",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data49 < 8 || isNaN(data49)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_depth",keyword:"minimum",params:{comparison: ">=", limit: 8}}];
return false;
}
}
}
}
var valid12 = _errs98 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_frame_members !== undefined){
let data50 = data47.max_frame_members;
const _errs100 = errors;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_members",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs100){
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 1000000 || isNaN(data50)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_members",keyword:"maximum",params:{comparison: "<=", limit: 1000000}}];
return false;
}
else {
if(data50 < 32 || isNaN(data50)){
validate14.errors = [{instancePath:instancePath+"/limits/max_frame_members",keyword:"minimum",params:{comparison: ">=", limit: 32}}];
return false;
}
}
}
}
var valid12 = _errs100 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_connections !== undefined){
let data51 = data47.max_connections;
const _errs102 = errors;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs102){
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 1000000000 || isNaN(data51)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data51 < 1 || isNaN(data51)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs102 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_connections_per_address !== undefined){
let data52 = data47.max_connections_per_address;
const _errs104 = errors;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_address",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs104){
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 1000000000 || isNaN(data52)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_address",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data52 < 1 || isNaN(data52)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_address",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs104 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_opening_connections !== undefined){
let data53 = data47.max_opening_connections;
const _errs106 = errors;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs106){
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 > 1000000000 || isNaN(data53)){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data53 < 1 || isNaN(data53)){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs106 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_opening_connections_per_address !== undefined){
let data54 = data47.max_opening_connections_per_address;
const _errs108 = errors;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections_per_address",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs108){
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 1000000000 || isNaN(data54)){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections_per_address",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data54 < 1 || isNaN(data54)){
validate14.errors = [{instancePath:instancePath+"/limits/max_opening_connections_per_address",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs108 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_connections_per_user !== undefined){
let data55 = data47.max_connections_per_user;
const _errs110 = errors;
if(!(((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55))) && (isFinite(data55)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_user",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs110){
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 > 1000000000 || isNaN(data55)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_user",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data55 < 1 || isNaN(data55)){
validate14.errors = [{instancePath:instancePath+"/limits/max_connections_per_user",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs110 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_channels_per_connection !== undefined){
let data56 = data47.max_channels_per_connection;
const _errs112 = errors;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels_per_connection",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs112){
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 1000000000 || isNaN(data56)){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels_per_connection",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data56 < 1 || isNaN(data56)){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels_per_connection",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs112 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_channels !== undefined){
let data57 = data47.max_channels;
const _errs114 = errors;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs114){
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 1000000000 || isNaN(data57)){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data57 < 1 || isNaN(data57)){
validate14.errors = [{instancePath:instancePath+"/limits/max_channels",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs114 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_memberships_per_user !== undefined){
let data58 = data47.max_memberships_per_user;
const _errs116 = errors;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_memberships_per_user",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs116){
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 1000000000 || isNaN(data58)){
validate14.errors = [{instancePath:instancePath+"/limits/max_memberships_per_user",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data58 < 1 || isNaN(data58)){
validate14.errors = [{instancePath:instancePath+"/limits/max_memberships_per_user",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs116 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_pending_requests !== undefined){
let data59 = data47.max_pending_requests;
const _errs118 = errors;
if(!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_pending_requests",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs118){
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 1000000000 || isNaN(data59)){
validate14.errors = [{instancePath:instancePath+"/limits/max_pending_requests",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data59 < 1 || isNaN(data59)){
validate14.errors = [{instancePath:instancePath+"/limits/max_pending_requests",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs118 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_backlog_bytes !== undefined){
let data60 = data47.max_backlog_bytes;
const _errs120 = errors;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_backlog_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs120){
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 1073741824 || isNaN(data60)){
validate14.errors = [{instancePath:instancePath+"/limits/max_backlog_bytes",keyword:"maximum",params:{comparison: "<=", limit: 1073741824}}];
return false;
}
else {
if(data60 < 4096 || isNaN(data60)){
validate14.errors = [{instancePath:instancePath+"/limits/max_backlog_bytes",keyword:"minimum",params:{comparison: ">=", limit: 4096}}];
return false;
}
}
}
}
var valid12 = _errs120 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.requests_per_second !== undefined){
let data61 = data47.requests_per_second;
const _errs122 = errors;
if(errors === _errs122){
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 > 1000000 || isNaN(data61)){
validate14.errors = [{instancePath:instancePath+"/limits/requests_per_second",keyword:"maximum",params:{comparison: "<=", limit: 1000000}}];
return false;
}
else {
if(data61 <= 0 || isNaN(data61)){
validate14.errors = [{instancePath:instancePath+"/limits/requests_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/limits/requests_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid12 = _errs122 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.request_burst !== undefined){
let data62 = data47.request_burst;
const _errs124 = errors;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
validate14.errors = [{instancePath:instancePath+"/limits/request_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs124){
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 1000000000 || isNaN(data62)){
validate14.errors = [{instancePath:instancePath+"/limits/request_burst",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data62 < 1 || isNaN(data62)){
validate14.errors = [{instancePath:instancePath+"/limits/request_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs124 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.bytes_per_second !== undefined){
let data63 = data47.bytes_per_second;
const _errs126 = errors;
if(errors === _errs126){
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 1000000000 || isNaN(data63)){
validate14.errors = [{instancePath:instancePath+"/limits/bytes_per_second",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data63 <= 0 || isNaN(data63)){
validate14.errors = [{instancePath:instancePath+"/limits/bytes_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/limits/bytes_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid12 = _errs126 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.byte_burst !== undefined){
let data64 = data47.byte_burst;
const _errs128 = errors;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
validate14.errors = [{instancePath:instancePath+"/limits/byte_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs128){
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 1000000000 || isNaN(data64)){
validate14.errors = [{instancePath:instancePath+"/limits/byte_burst",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data64 < 1 || isNaN(data64)){
validate14.errors = [{instancePath:instancePath+"/limits/byte_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs128 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.user_requests_per_second !== undefined){
let data65 = data47.user_requests_per_second;
const _errs130 = errors;
if(errors === _errs130){
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 1000000 || isNaN(data65)){
validate14.errors = [{instancePath:instancePath+"/limits/user_requests_per_second",keyword:"maximum",params:{comparison: "<=", limit: 1000000}}];
return false;
}
else {
if(data65 <= 0 || isNaN(data65)){
validate14.errors = [{instancePath:instancePath+"/limits/user_requests_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/limits/user_requests_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid12 = _errs130 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.user_request_burst !== undefined){
let data66 = data47.user_request_burst;
const _errs132 = errors;
if(!(((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66))) && (isFinite(data66)))){
validate14.errors = [{instancePath:instancePath+"/limits/user_request_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs132){
if((typeof data66 == "number") && (isFinite(data66))){
if(data66 > 1000000000 || isNaN(data66)){
validate14.errors = [{instancePath:instancePath+"/limits/user_request_burst",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data66 < 1 || isNaN(data66)){
validate14.errors = [{instancePath:instancePath+"/limits/user_request_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs132 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_refusals !== undefined){
let data67 = data47.max_refusals;
const _errs134 = errors;
if(!(((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67))) && (isFinite(data67)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_refusals",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs134){
if((typeof data67 == "number") && (isFinite(data67))){
if(data67 > 1000000000 || isNaN(data67)){
validate14.errors = [{instancePath:instancePath+"/limits/max_refusals",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data67 < 1 || isNaN(data67)){
validate14.errors = [{instancePath:instancePath+"/limits/max_refusals",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs134 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_bad_frames !== undefined){
let data68 = data47.max_bad_frames;
const _errs136 = errors;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_bad_frames",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs136){
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 1000000000 || isNaN(data68)){
validate14.errors = [{instancePath:instancePath+"/limits/max_bad_frames",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data68 < 1 || isNaN(data68)){
validate14.errors = [{instancePath:instancePath+"/limits/max_bad_frames",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs136 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.connect_timeout_ms !== undefined){
let data69 = data47.connect_timeout_ms;
const _errs138 = errors;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
validate14.errors = [{instancePath:instancePath+"/limits/connect_timeout_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs138){
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 86400000 || isNaN(data69)){
validate14.errors = [{instancePath:instancePath+"/limits/connect_timeout_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data69 < 50 || isNaN(data69)){
validate14.errors = [{instancePath:instancePath+"/limits/connect_timeout_ms",keyword:"minimum",params:{comparison: ">=", limit: 50}}];
return false;
}
}
}
}
var valid12 = _errs138 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_presence_users !== undefined){
let data70 = data47.max_presence_users;
const _errs140 = errors;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_presence_users",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs140){
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 1000000000 || isNaN(data70)){
validate14.errors = [{instancePath:instancePath+"/limits/max_presence_users",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data70 < 1 || isNaN(data70)){
validate14.errors = [{instancePath:instancePath+"/limits/max_presence_users",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs140 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_http_body_bytes !== undefined){
let data71 = data47.max_http_body_bytes;
const _errs142 = errors;
if(!(((typeof data71 == "number") && (!(data71 % 1) && !isNaN(data71))) && (isFinite(data71)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_http_body_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs142){
if((typeof data71 == "number") && (isFinite(data71))){
if(data71 > 16777216 || isNaN(data71)){
validate14.errors = [{instancePath:instancePath+"/limits/max_http_body_bytes",keyword:"maximum",params:{comparison: "<=", limit: 16777216}}];
return false;
}
else {
if(data71 < 256 || isNaN(data71)){
validate14.errors = [{instancePath:instancePath+"/limits/max_http_body_bytes",keyword:"minimum",params:{comparison: ">=", limit: 256}}];
return false;
}
}
}
}
var valid12 = _errs142 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_events !== undefined){
let data72 = data47.max_events;
const _errs144 = errors;
if(!(((typeof data72 == "number") && (!(data72 % 1) && !isNaN(data72))) && (isFinite(data72)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_events",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs144){
if((typeof data72 == "number") && (isFinite(data72))){
if(data72 > 1000000000 || isNaN(data72)){
validate14.errors = [{instancePath:instancePath+"/limits/max_events",keyword:"maximum",params:{comparison: "<=", limit: 1000000000}}];
return false;
}
else {
if(data72 < 1 || isNaN(data72)){
validate14.errors = [{instancePath:instancePath+"/limits/max_events",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs144 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data47.max_recovery !== undefined){
let data73 = data47.max_recovery;
const _errs146 = errors;
if(!(((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73))) && (isFinite(data73)))){
validate14.errors = [{instancePath:instancePath+"/limits/max_recovery",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs146){
if((typeof data73 == "number") && (isFinite(data73))){
if(data73 > 100000 || isNaN(data73)){
validate14.errors = [{instancePath:instancePath+"/limits/max_recovery",keyword:"maximum",params:{comparison: "<=", limit: 100000}}];
return false;
}
else {
if(data73 < 1 || isNaN(data73)){
validate14.errors = [{instancePath:instancePath+"/limits/max_recovery",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid12 = _errs146 === errors;
}
else {
var valid12 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/limits",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs93 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

const check_connect = validate16;

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
validate16.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate16.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate16.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("connect" !== data0){
validate16.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "connect"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate16.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate16.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs9 = errors;
for(const key1 in data2){
if(!((key1 === "token") || (key1 === "user_id"))){
validate16.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.token !== undefined){
let data3 = data2.token;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 8192 && (data3.length > 16384 || codePoints(data3) > 8192)){
validate16.errors = [{instancePath:instancePath+"/data/token",keyword:"maxLength",params:{limit: 8192}}];
return false;
}
else {
if(data3.length < 1){
validate16.errors = [{instancePath:instancePath+"/data/token",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/data/token",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.user_id !== undefined){
let data4 = data2.user_id;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 128 && (data4.length > 256 || codePoints(data4) > 128)){
validate16.errors = [{instancePath:instancePath+"/data/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data4.length < 1){
validate16.errors = [{instancePath:instancePath+"/data/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data4)){
validate16.errors = [{instancePath:instancePath+"/data/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/data/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate16.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

const check_connect_ack = validate17;

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))){
validate18.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate18.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate18.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate18.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate18.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate18.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate18.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate18.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate18.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

const pattern21 = /* @__PURE__ */ new RegExp("^@[A-Za-z0-9_.:@+-]+$|^[A-Za-z0-9_.:+-][A-Za-z0-9_.:@+-]{0,127}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.unread === undefined) && (missing0 = "unread"))){
validate20.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 129 && (data0.length > 258 || codePoints(data0) > 129)){
validate20.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data0.length < 1){
validate20.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data0)){
validate20.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate20.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate20.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate20.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate20.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate20.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unread !== undefined){
let data3 = data.unread;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate20.errors = [{instancePath:instancePath+"/unread",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/unread",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}


function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate17.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate17.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("connect_ack" !== data0){
validate17.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "connect_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate17.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate17.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((((((((data2.status === undefined) && (missing1 = "status")) || ((data2.message === undefined) && (missing1 = "message"))) || ((data2.user_id === undefined) && (missing1 = "user_id"))) || ((data2.connection_id === undefined) && (missing1 = "connection_id"))) || ((data2.server_time === undefined) && (missing1 = "server_time"))) || ((data2.heartbeat_interval_ms === undefined) && (missing1 = "heartbeat_interval_ms"))) || ((data2.limits === undefined) && (missing1 = "limits"))) || ((data2.channels === undefined) && (missing1 = "channels"))) || ((data2.inbox === undefined) && (missing1 = "inbox"))){
validate17.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.status !== undefined){
let data3 = data2.status;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate17.errors = [{instancePath:instancePath+"/data/status",keyword:"type",params:{type: "string"}}];
return false;
}
if("success" !== data3){
validate17.errors = [{instancePath:instancePath+"/data/status",keyword:"const",params:{allowedValue: "success"}}];
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message !== undefined){
const _errs10 = errors;
if(typeof data2.message !== "string"){
validate17.errors = [{instancePath:instancePath+"/data/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.user_id !== undefined){
let data5 = data2.user_id;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(data5.length > 128 && (data5.length > 256 || codePoints(data5) > 128)){
validate17.errors = [{instancePath:instancePath+"/data/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data5.length < 1){
validate17.errors = [{instancePath:instancePath+"/data/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data5)){
validate17.errors = [{instancePath:instancePath+"/data/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.connection_id !== undefined){
let data6 = data2.connection_id;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(data6.length > 64 && (data6.length > 128 || codePoints(data6) > 64)){
validate17.errors = [{instancePath:instancePath+"/data/connection_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data6.length < 1){
validate17.errors = [{instancePath:instancePath+"/data/connection_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/connection_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.server_time !== undefined){
let data7 = data2.server_time;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
validate17.errors = [{instancePath:instancePath+"/data/server_time",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/server_time",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.heartbeat_interval_ms !== undefined){
let data8 = data2.heartbeat_interval_ms;
const _errs21 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate17.errors = [{instancePath:instancePath+"/data/heartbeat_interval_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs21){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
validate17.errors = [{instancePath:instancePath+"/data/heartbeat_interval_ms",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.expires_at !== undefined){
let data9 = data2.expires_at;
const _errs23 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data9 === "string"){
if(!pattern3.test(data9)){
validate17.errors = [{instancePath:instancePath+"/data/expires_at",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/expires_at",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs23 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.limits !== undefined){
let data10 = data2.limits;
const _errs26 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing2;
if(((((((data10.max_frame_bytes === undefined) && (missing2 = "max_frame_bytes")) || ((data10.max_content_bytes === undefined) && (missing2 = "max_content_bytes"))) || ((data10.max_channels === undefined) && (missing2 = "max_channels"))) || ((data10.max_pending_requests === undefined) && (missing2 = "max_pending_requests"))) || ((data10.requests_per_second === undefined) && (missing2 = "requests_per_second"))) || ((data10.request_burst === undefined) && (missing2 = "request_burst"))){
validate17.errors = [{instancePath:instancePath+"/data/limits",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data10.max_frame_bytes !== undefined){
let data11 = data10.max_frame_bytes;
const _errs29 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs29){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_bytes",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs29 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.max_content_bytes !== undefined){
let data12 = data10.max_content_bytes;
const _errs31 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_content_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs31){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_content_bytes",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs31 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.max_channels !== undefined){
let data13 = data10.max_channels;
const _errs33 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_channels",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_channels",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs33 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.max_pending_requests !== undefined){
let data14 = data10.max_pending_requests;
const _errs35 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_pending_requests",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs35){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_pending_requests",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs35 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.requests_per_second !== undefined){
let data15 = data10.requests_per_second;
const _errs37 = errors;
if(errors === _errs37){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 <= 0 || isNaN(data15)){
validate17.errors = [{instancePath:instancePath+"/data/limits/requests_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/limits/requests_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid7 = _errs37 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.request_burst !== undefined){
let data16 = data10.request_burst;
const _errs39 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/request_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs39){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
validate17.errors = [{instancePath:instancePath+"/data/limits/request_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs39 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.bytes_per_second !== undefined){
let data17 = data10.bytes_per_second;
const _errs41 = errors;
if(errors === _errs41){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 <= 0 || isNaN(data17)){
validate17.errors = [{instancePath:instancePath+"/data/limits/bytes_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/limits/bytes_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid7 = _errs41 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.byte_burst !== undefined){
let data18 = data10.byte_burst;
const _errs43 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/byte_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs43){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 1 || isNaN(data18)){
validate17.errors = [{instancePath:instancePath+"/data/limits/byte_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs43 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.max_frame_depth !== undefined){
let data19 = data10.max_frame_depth;
const _errs45 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_depth",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs45){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 1 || isNaN(data19)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_depth",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs45 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data10.max_frame_members !== undefined){
let data20 = data10.max_frame_members;
const _errs47 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_members",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
validate17.errors = [{instancePath:instancePath+"/data/limits/max_frame_members",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs47 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/limits",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs26 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.channels !== undefined){
let data21 = data2.channels;
const _errs49 = errors;
if(errors === _errs49){
if(Array.isArray(data21)){
var valid8 = true;
const len0 = data21.length;
for(let i0=0; i0<len0; i0++){
const _errs51 = errors;
if(!(validate18(data21[i0], {instancePath:instancePath+"/data/channels/" + i0,parentData:data21,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
var valid8 = _errs51 === errors;
if(!valid8){
break;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data/channels",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs49 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.inbox !== undefined){
const _errs52 = errors;
if(!(validate20(data2.inbox, {instancePath:instancePath+"/data/inbox",parentData:data2,parentDataProperty:"inbox",rootData}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
var valid2 = _errs52 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate17.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

const check_content = validate22;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 1048576 && (data.length > 2097152 || codePoints(data) > 1048576)){
validate22.errors = [{instancePath,keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data.length < 1){
validate22.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate22.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

const check_delete_channel_member = validate23;

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate23.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate23.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if(((data0.channel_id === undefined) && (missing1 = "channel_id")) || ((data0.user_id === undefined) && (missing1 = "user_id"))){
validate23.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!((key1 === "channel_id") || (key1 === "user_id"))){
validate23.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate23.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate23.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.user_id !== undefined){
let data2 = data0.user_id;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate23.errors = [{instancePath:instancePath+"/params/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate23.errors = [{instancePath:instancePath+"/params/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data2)){
validate23.errors = [{instancePath:instancePath+"/params/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/params/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

const check_direct_message = validate24;

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.message_id === undefined) && (missing0 = "message_id"))) || ((data.to === undefined) && (missing0 = "to"))) || ((data.content === undefined) && (missing0 = "content"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))){
validate25.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 129 && (data0.length > 258 || codePoints(data0) > 129)){
validate25.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data0.length < 1){
validate25.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data0)){
validate25.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data1 = data.epoch;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate25.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate25.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data2 = data.offset;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate25.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate25.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message_id !== undefined){
let data3 = data.message_id;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(data3.length > 64 && (data3.length > 128 || codePoints(data3) > 64)){
validate25.errors = [{instancePath:instancePath+"/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data3.length < 1){
validate25.errors = [{instancePath:instancePath+"/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data4 = data.from;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(data4.length > 128 && (data4.length > 256 || codePoints(data4) > 128)){
validate25.errors = [{instancePath:instancePath+"/from",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data4.length < 1){
validate25.errors = [{instancePath:instancePath+"/from",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data4)){
validate25.errors = [{instancePath:instancePath+"/from",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.to !== undefined){
let data5 = data.to;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(data5.length > 128 && (data5.length > 256 || codePoints(data5) > 128)){
validate25.errors = [{instancePath:instancePath+"/to",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data5.length < 1){
validate25.errors = [{instancePath:instancePath+"/to",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data5)){
validate25.errors = [{instancePath:instancePath+"/to",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/to",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.content !== undefined){
let data6 = data.content;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data6 === "string"){
if(data6.length > 1048576 && (data6.length > 2097152 || codePoints(data6) > 1048576)){
validate25.errors = [{instancePath:instancePath+"/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data6.length < 1){
validate25.errors = [{instancePath:instancePath+"/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data7 = data.timestamp;
const _errs25 = errors;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
validate25.errors = [{instancePath:instancePath+"/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate25.errors = [{instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.client_message_id !== undefined){
let data8 = data.client_message_id;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data8 === "string"){
if(data8.length > 128 && (data8.length > 256 || codePoints(data8) > 128)){
validate25.errors = [{instancePath:instancePath+"/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data8.length < 1){
validate25.errors = [{instancePath:instancePath+"/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate24.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate24.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("direct_message" !== data0){
validate24.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "direct_message"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
const _errs3 = errors;
if(!(validate25(data.data, {instancePath:instancePath+"/data",parentData:data,parentDataProperty:"data",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate24.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

const check_direct_message_record = validate25;

const check_disconnected = validate27;

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.user_id === undefined) && (missing0 = "user_id")) || ((data.connections === undefined) && (missing0 = "connections"))){
validate27.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.user_id !== undefined){
let data0 = data.user_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate27.errors = [{instancePath:instancePath+"/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate27.errors = [{instancePath:instancePath+"/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data0)){
validate27.errors = [{instancePath:instancePath+"/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data1 = data.connections;
const _errs5 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate27.errors = [{instancePath:instancePath+"/connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate27.errors = [{instancePath:instancePath+"/connections",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate27.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}

const check_durability = validate28;

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((data === "none") || (data === "commit")) || (data === "fsync"))){
validate28.errors = [{instancePath,keyword:"enum",params:{allowedValues: schema33.enum}}];
return false;
}
validate28.errors = vErrors;
return errors === 0;
}

const check_envelope = validate29;

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
validate29.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(data0.length > 64 && (data0.length > 128 || codePoints(data0) > 64)){
validate29.errors = [{instancePath:instancePath+"/type",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data0.length < 1){
validate29.errors = [{instancePath:instancePath+"/type",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate29.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate29.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(!(data2 && typeof data2 == "object" && !Array.isArray(data2))){
validate29.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate29.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}

const check_epoch = validate30;

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 64 && (data.length > 128 || codePoints(data) > 64)){
validate30.errors = [{instancePath,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data.length < 1){
validate30.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate30.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}

const check_error = validate31;
const schema83 = {"type":"string","enum":["bad_frame","unsupported_frame","unknown_event","not_found","invalid_data","not_connected","already_connected","unauthorized","token_expired","forbidden","not_joined","limit_exceeded","rate_limited","unavailable","internal"]};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate31.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate31.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("error" !== data0){
validate31.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "error"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate31.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate31.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.code === undefined) && (missing1 = "code")) || ((data2.message === undefined) && (missing1 = "message"))) || ((data2.retryable === undefined) && (missing1 = "retryable"))){
validate31.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.code !== undefined){
let data3 = data2.code;
const _errs8 = errors;
if(typeof data3 !== "string"){
validate31.errors = [{instancePath:instancePath+"/data/code",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((((((((((data3 === "bad_frame") || (data3 === "unsupported_frame")) || (data3 === "unknown_event")) || (data3 === "not_found")) || (data3 === "invalid_data")) || (data3 === "not_connected")) || (data3 === "already_connected")) || (data3 === "unauthorized")) || (data3 === "token_expired")) || (data3 === "forbidden")) || (data3 === "not_joined")) || (data3 === "limit_exceeded")) || (data3 === "rate_limited")) || (data3 === "unavailable")) || (data3 === "internal"))){
validate31.errors = [{instancePath:instancePath+"/data/code",keyword:"enum",params:{allowedValues: schema83.enum}}];
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message !== undefined){
const _errs11 = errors;
if(typeof data2.message !== "string"){
validate31.errors = [{instancePath:instancePath+"/data/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.retryable !== undefined){
const _errs13 = errors;
if(typeof data2.retryable !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/data/retryable",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.retry_after_ms !== undefined){
let data6 = data2.retry_after_ms;
const _errs15 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate31.errors = [{instancePath:instancePath+"/data/retry_after_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate31.errors = [{instancePath:instancePath+"/data/retry_after_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.details !== undefined){
let data7 = data2.details;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data7)){
var valid4 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs19 = errors;
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if(((data8.path === undefined) && (missing2 = "path")) || ((data8.message === undefined) && (missing2 = "message"))){
validate31.errors = [{instancePath:instancePath+"/data/details/" + i0,keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data8.path !== undefined){
const _errs22 = errors;
if(typeof data8.path !== "string"){
validate31.errors = [{instancePath:instancePath+"/data/details/" + i0+"/path",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs22 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data8.message !== undefined){
const _errs24 = errors;
if(typeof data8.message !== "string"){
validate31.errors = [{instancePath:instancePath+"/data/details/" + i0+"/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs24 === errors;
}
else {
var valid6 = true;
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/data/details/" + i0,keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs19 === errors;
if(!valid4){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/data/details",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate31.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

const check_error_code = validate32;

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
validate32.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((((((((((data === "bad_frame") || (data === "unsupported_frame")) || (data === "unknown_event")) || (data === "not_found")) || (data === "invalid_data")) || (data === "not_connected")) || (data === "already_connected")) || (data === "unauthorized")) || (data === "token_expired")) || (data === "forbidden")) || (data === "not_joined")) || (data === "limit_exceeded")) || (data === "rate_limited")) || (data === "unavailable")) || (data === "internal"))){
validate32.errors = [{instancePath,keyword:"enum",params:{allowedValues: schema83.enum}}];
return false;
}
validate32.errors = vErrors;
return errors === 0;
}

const check_error_detail = validate33;

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.path === undefined) && (missing0 = "path")) || ((data.message === undefined) && (missing0 = "message"))){
validate33.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.path !== undefined){
const _errs1 = errors;
if(typeof data.path !== "string"){
validate33.errors = [{instancePath:instancePath+"/path",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message !== undefined){
const _errs3 = errors;
if(typeof data.message !== "string"){
validate33.errors = [{instancePath:instancePath+"/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate33.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}

const check_event_name = validate34;

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 64 && (data.length > 128 || codePoints(data) > 64)){
validate34.errors = [{instancePath,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data.length < 1){
validate34.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern1.test(data)){
validate34.errors = [{instancePath,keyword:"pattern",params:{words: "must be a small letter, and then small letters, digits and _ only"}}];
return false;
}
}
}
}
else {
validate34.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}

const check_event_payload = validate35;

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(!(data && typeof data == "object" && !Array.isArray(data))){
validate35.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}

const check_get_asyncapi = validate36;

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate36.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate36.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}

const check_get_channel_member = validate37;

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate37.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate37.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if(((data0.channel_id === undefined) && (missing1 = "channel_id")) || ((data0.user_id === undefined) && (missing1 = "user_id"))){
validate37.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!((key1 === "channel_id") || (key1 === "user_id"))){
validate37.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate37.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate37.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate37.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.user_id !== undefined){
let data2 = data0.user_id;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate37.errors = [{instancePath:instancePath+"/params/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate37.errors = [{instancePath:instancePath+"/params/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data2)){
validate37.errors = [{instancePath:instancePath+"/params/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/params/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}

const check_get_channel_members = validate38;

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate38.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "params") || (key0 === "query"))){
validate38.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.channel_id === undefined) && (missing1 = "channel_id")){
validate38.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "channel_id")){
validate38.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate38.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate38.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate38.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.query !== undefined){
let data2 = data.query;
const _errs9 = errors;
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs11 = errors;
for(const key2 in data2){
if(!((key2 === "after") || (key2 === "limit"))){
validate38.errors = [{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data2.after !== undefined){
let data3 = data2.after;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate38.errors = [{instancePath:instancePath+"/query/after",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate38.errors = [{instancePath:instancePath+"/query/after",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data3)){
validate38.errors = [{instancePath:instancePath+"/query/after",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/query/after",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs12 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.limit !== undefined){
let data4 = data2.limit;
const _errs16 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate38.errors = [{instancePath:instancePath+"/query/limit",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000 || isNaN(data4)){
validate38.errors = [{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate38.errors = [{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validate38.errors = [{instancePath:instancePath+"/query",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate38.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}

const check_get_channel_messages = validate39;

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate39.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "params") || (key0 === "query"))){
validate39.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.channel_id === undefined) && (missing1 = "channel_id")){
validate39.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "channel_id")){
validate39.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate39.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate39.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate39.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate39.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate39.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.query !== undefined){
let data2 = data.query;
const _errs9 = errors;
const _errs11 = errors;
const _errs12 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing2;
if(((data2.after === undefined) && (missing2 = "after")) || ((data2.before === undefined) && (missing2 = "before"))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid3 = _errs12 === errors;
if(valid3){
validate39.errors = [{instancePath:instancePath+"/query",keyword:"not",params:{inner: errors - _errs11, ...{words: "must not have both `after` and `before`"}}}];
return false;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs14 = errors;
for(const key2 in data2){
if(!((((key2 === "after") || (key2 === "before")) || (key2 === "epoch")) || (key2 === "limit"))){
validate39.errors = [{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs14 === errors){
if(data2.after !== undefined){
let data3 = data2.after;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate39.errors = [{instancePath:instancePath+"/query/after",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate39.errors = [{instancePath:instancePath+"/query/after",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate39.errors = [{instancePath:instancePath+"/query/after",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs15 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data2.before !== undefined){
let data4 = data2.before;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate39.errors = [{instancePath:instancePath+"/query/before",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate39.errors = [{instancePath:instancePath+"/query/before",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate39.errors = [{instancePath:instancePath+"/query/before",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs18 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data2.epoch !== undefined){
let data5 = data2.epoch;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate39.errors = [{instancePath:instancePath+"/query/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate39.errors = [{instancePath:instancePath+"/query/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate39.errors = [{instancePath:instancePath+"/query/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs21 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data2.limit !== undefined){
let data6 = data2.limit;
const _errs24 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate39.errors = [{instancePath:instancePath+"/query/limit",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs24){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000 || isNaN(data6)){
validate39.errors = [{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate39.errors = [{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid4 = _errs24 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate39.errors = [{instancePath:instancePath+"/query",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate39.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate39.errors = vErrors;
return errors === 0;
}

const check_get_channel_presence = validate40;

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate40.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate40.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.channel_id === undefined) && (missing1 = "channel_id")){
validate40.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "channel_id")){
validate40.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate40.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate40.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate40.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate40.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate40.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate40.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}

const check_get_channels = validate41;

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "query")){
validate41.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.query !== undefined){
let data0 = data.query;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
const _errs4 = errors;
for(const key1 in data0){
if(!(((key1 === "after") || (key1 === "prefix")) || (key1 === "limit"))){
validate41.errors = [{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.after !== undefined){
let data1 = data0.after;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate41.errors = [{instancePath:instancePath+"/query/after",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate41.errors = [{instancePath:instancePath+"/query/after",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate41.errors = [{instancePath:instancePath+"/query/after",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/query/after",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.prefix !== undefined){
let data2 = data0.prefix;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate41.errors = [{instancePath:instancePath+"/query/prefix",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate41.errors = [{instancePath:instancePath+"/query/prefix",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data2)){
validate41.errors = [{instancePath:instancePath+"/query/prefix",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/query/prefix",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.limit !== undefined){
let data3 = data0.limit;
const _errs13 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate41.errors = [{instancePath:instancePath+"/query/limit",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000 || isNaN(data3)){
validate41.errors = [{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate41.errors = [{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate41.errors = [{instancePath:instancePath+"/query",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
else {
validate41.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}

const check_get_livez = validate42;

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate42.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate42.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}

const check_get_metrics = validate43;

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate43.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate43.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}

const check_get_openapi = validate44;

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate44.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate44.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}

const check_get_page = validate45;

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate45.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate45.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate45.errors = vErrors;
return errors === 0;
}

const check_get_page_file = validate46;
const pattern38 = /* @__PURE__ */ new RegExp("^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+$", "u");

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate46.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate46.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.file === undefined) && (missing1 = "file")){
validate46.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "file")){
validate46.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.file !== undefined){
let data1 = data0.file;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate46.errors = [{instancePath:instancePath+"/params/file",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate46.errors = [{instancePath:instancePath+"/params/file",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern38.test(data1)){
validate46.errors = [{instancePath:instancePath+"/params/file",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+$"}}];
return false;
}
}
}
}
else {
validate46.errors = [{instancePath:instancePath+"/params/file",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate46.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate46.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}

const check_get_readyz = validate47;

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate47.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate47.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate47.errors = vErrors;
return errors === 0;
}

const check_get_schema = validate48;
const pattern39 = /* @__PURE__ */ new RegExp("^[a-z0-9_]+\\.json$", "u");

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate48.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate48.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.file === undefined) && (missing1 = "file")){
validate48.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "file")){
validate48.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.file !== undefined){
let data1 = data0.file;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate48.errors = [{instancePath:instancePath+"/params/file",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate48.errors = [{instancePath:instancePath+"/params/file",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern39.test(data1)){
validate48.errors = [{instancePath:instancePath+"/params/file",keyword:"pattern",params:{pattern: "^[a-z0-9_]+\\.json$"}}];
return false;
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/params/file",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate48.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}

const check_get_stats = validate49;

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
validate49.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
else {
validate49.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate49.errors = vErrors;
return errors === 0;
}

const check_going_away = validate50;

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate50.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate50.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("going_away" !== data0){
validate50.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "going_away"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data1 = data.data;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.reason === undefined) && (missing1 = "reason")) || ((data1.reconnect_after_ms === undefined) && (missing1 = "reconnect_after_ms"))){
validate50.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data1.reason !== undefined){
const _errs5 = errors;
if(typeof data1.reason !== "string"){
validate50.errors = [{instancePath:instancePath+"/data/reason",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.reconnect_after_ms !== undefined){
let data3 = data1.reconnect_after_ms;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate50.errors = [{instancePath:instancePath+"/data/reconnect_after_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate50.errors = [{instancePath:instancePath+"/data/reconnect_after_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
}
}
}
else {
validate50.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate50.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate50.errors = vErrors;
return errors === 0;
}

const check_health = validate51;

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.status === undefined) && (missing0 = "status")){
validate51.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.status !== undefined){
if(typeof data.status !== "string"){
validate51.errors = [{instancePath:instancePath+"/status",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
else {
validate51.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate51.errors = vErrors;
return errors === 0;
}

const check_heartbeat = validate52;

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.type === undefined) && (missing0 = "type")){
validate52.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate52.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate52.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("heartbeat" !== data0){
validate52.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "heartbeat"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate52.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate52.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate52.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
validate52.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
else {
validate52.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate52.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate52.errors = vErrors;
return errors === 0;
}

const check_heartbeat_ack = validate53;

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate53.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate53.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("heartbeat_ack" !== data0){
validate53.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "heartbeat_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate53.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate53.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate53.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.server_time === undefined) && (missing1 = "server_time")){
validate53.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.server_time !== undefined){
let data3 = data2.server_time;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(!pattern3.test(data3)){
validate53.errors = [{instancePath:instancePath+"/data/server_time",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate53.errors = [{instancePath:instancePath+"/data/server_time",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate53.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate53.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate53.errors = vErrors;
return errors === 0;
}

const check_history = validate54;

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate54.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate54.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate54.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("history" !== data0){
validate54.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "history"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate54.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate54.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate54.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
const _errs9 = errors;
const _errs10 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.after === undefined) && (missing1 = "after")) || ((data2.before === undefined) && (missing1 = "before"))){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid2 = _errs10 === errors;
if(valid2){
validate54.errors = [{instancePath:instancePath+"/data",keyword:"not",params:{inner: errors - _errs9, ...{words: "must not have both `after` and `before`"}}}];
return false;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing2;
if((data2.channel_id === undefined) && (missing2 = "channel_id")){
validate54.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data2){
if(!(((((key1 === "channel_id") || (key1 === "after")) || (key1 === "before")) || (key1 === "epoch")) || (key1 === "limit"))){
validate54.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate54.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate54.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate54.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate54.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs13 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.after !== undefined){
let data4 = data2.after;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate54.errors = [{instancePath:instancePath+"/data/after",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate54.errors = [{instancePath:instancePath+"/data/after",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate54.errors = [{instancePath:instancePath+"/data/after",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid3 = _errs17 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.before !== undefined){
let data5 = data2.before;
const _errs20 = errors;
const _errs21 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate54.errors = [{instancePath:instancePath+"/data/before",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs21){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate54.errors = [{instancePath:instancePath+"/data/before",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate54.errors = [{instancePath:instancePath+"/data/before",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.epoch !== undefined){
let data6 = data2.epoch;
const _errs23 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data6 === "string"){
if(data6.length > 64 && (data6.length > 128 || codePoints(data6) > 64)){
validate54.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data6.length < 1){
validate54.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate54.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.limit !== undefined){
let data7 = data2.limit;
const _errs26 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate54.errors = [{instancePath:instancePath+"/data/limit",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs26){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1000 || isNaN(data7)){
validate54.errors = [{instancePath:instancePath+"/data/limit",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate54.errors = [{instancePath:instancePath+"/data/limit",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
}
else {
validate54.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate54.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate54.errors = vErrors;
return errors === 0;
}

const check_history_ack = validate55;

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!(validate3(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs2 = errors;
if(!(validate25(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs3 = errors;
if(!(validate1(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
}
}
if(!valid0){
const err0 = {instancePath,keyword:"anyOf",params:{inner: errors - _errs0, ...{}}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
validate56.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate56.errors = vErrors;
return errors === 0;
}


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate55.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate55.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("history_ack" !== data0){
validate55.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "history_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate55.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate55.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate55.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.messages === undefined) && (missing1 = "messages"))) || ((data2.epoch === undefined) && (missing1 = "epoch"))) || ((data2.offset === undefined) && (missing1 = "offset"))) || ((data2.has_more === undefined) && (missing1 = "has_more"))){
validate55.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate55.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate55.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate55.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate55.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.messages !== undefined){
let data4 = data2.messages;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data4)){
var valid4 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs14 = errors;
if(!(validate56(data4[i0], {instancePath:instancePath+"/data/messages/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var valid4 = _errs14 === errors;
if(!valid4){
break;
}
}
}
else {
validate55.errors = [{instancePath:instancePath+"/data/messages",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.epoch !== undefined){
let data6 = data2.epoch;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(data6.length > 64 && (data6.length > 128 || codePoints(data6) > 64)){
validate55.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data6.length < 1){
validate55.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate55.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.offset !== undefined){
let data7 = data2.offset;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate55.errors = [{instancePath:instancePath+"/data/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate55.errors = [{instancePath:instancePath+"/data/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate55.errors = [{instancePath:instancePath+"/data/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.has_more !== undefined){
const _errs21 = errors;
if(typeof data2.has_more !== "boolean"){
validate55.errors = [{instancePath:instancePath+"/data/has_more",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
else {
validate55.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate55.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate55.errors = vErrors;
return errors === 0;
}

const check_inbox = validate20;

const check_join_channel = validate61;

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.epoch === undefined) && (missing0 = "epoch")) || ((data.offset === undefined) && (missing0 = "offset"))){
validate62.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "epoch") || (key0 === "offset"))){
validate62.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.epoch !== undefined){
let data0 = data.epoch;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(data0.length > 64 && (data0.length > 128 || codePoints(data0) > 64)){
validate62.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data0.length < 1){
validate62.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate62.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data1 = data.offset;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate62.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate62.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate62.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate62.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate62.errors = vErrors;
return errors === 0;
}


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate61.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate61.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate61.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("join_channel" !== data0){
validate61.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "join_channel"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate61.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate61.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate61.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.channel_id === undefined) && (missing1 = "channel_id")){
validate61.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!(((key1 === "channel_id") || (key1 === "since")) || (key1 === "durable"))){
validate61.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate61.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate61.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate61.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate61.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.since !== undefined){
const _errs14 = errors;
if(!(validate62(data2.since, {instancePath:instancePath+"/data/since",parentData:data2,parentDataProperty:"since",rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.durable !== undefined){
const _errs15 = errors;
if(typeof data2.durable !== "boolean"){
validate61.errors = [{instancePath:instancePath+"/data/durable",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate61.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate61.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate61.errors = vErrors;
return errors === 0;
}

const check_join_channel_ack = validate64;

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate64.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate64.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("join_channel_ack" !== data0){
validate64.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "join_channel_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate64.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate64.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate64.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.message === undefined) && (missing1 = "message"))) || ((data2.epoch === undefined) && (missing1 = "epoch"))) || ((data2.offset === undefined) && (missing1 = "offset"))) || ((data2.recovered === undefined) && (missing1 = "recovered"))) || ((data2.messages === undefined) && (missing1 = "messages"))){
validate64.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate64.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate64.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate64.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate64.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message !== undefined){
const _errs12 = errors;
if(typeof data2.message !== "string"){
validate64.errors = [{instancePath:instancePath+"/data/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.epoch !== undefined){
let data5 = data2.epoch;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate64.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate64.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate64.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.offset !== undefined){
let data6 = data2.offset;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate64.errors = [{instancePath:instancePath+"/data/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate64.errors = [{instancePath:instancePath+"/data/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate64.errors = [{instancePath:instancePath+"/data/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.recovered !== undefined){
const _errs20 = errors;
if(typeof data2.recovered !== "boolean"){
validate64.errors = [{instancePath:instancePath+"/data/recovered",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.messages !== undefined){
let data8 = data2.messages;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data8)){
var valid6 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
const _errs24 = errors;
if(!(validate56(data8[i0], {instancePath:instancePath+"/data/messages/" + i0,parentData:data8,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var valid6 = _errs24 === errors;
if(!valid6){
break;
}
}
}
else {
validate64.errors = [{instancePath:instancePath+"/data/messages",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate64.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate64.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate64.errors = vErrors;
return errors === 0;
}

const check_joined_channel = validate18;

const check_jwks_source = validate66;

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.algorithms === undefined) && (missing0 = "algorithms")) || ((data.cache_ms === undefined) && (missing0 = "cache_ms"))) || ((data.cooldown_ms === undefined) && (missing0 = "cooldown_ms"))){
validate66.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "url") || (key0 === "file")) || (key0 === "algorithms")) || (key0 === "issuer")) || (key0 === "cache_ms")) || (key0 === "cooldown_ms"))){
validate66.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.url !== undefined){
let data0 = data.url;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 2048 && (data0.length > 4096 || codePoints(data0) > 2048)){
validate66.errors = [{instancePath:instancePath+"/url",keyword:"maxLength",params:{limit: 2048}}];
return false;
}
else {
if(data0.length < 1){
validate66.errors = [{instancePath:instancePath+"/url",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern15.test(data0)){
validate66.errors = [{instancePath:instancePath+"/url",keyword:"pattern",params:{pattern: "^https?://"}}];
return false;
}
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/url",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.file !== undefined){
let data1 = data.file;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 4096 && (data1.length > 8192 || codePoints(data1) > 4096)){
validate66.errors = [{instancePath:instancePath+"/file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data1.length < 1){
validate66.errors = [{instancePath:instancePath+"/file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.algorithms !== undefined){
let data2 = data.algorithms;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length > 3){
validate66.errors = [{instancePath:instancePath+"/algorithms",keyword:"maxItems",params:{limit: 3}}];
return false;
}
else {
if(data2.length < 1){
validate66.errors = [{instancePath:instancePath+"/algorithms",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs8 = errors;
if(!(((data3 === "RS256") || (data3 === "ES256")) || (data3 === "EdDSA"))){
validate66.errors = [{instancePath:instancePath+"/algorithms/" + i0,keyword:"enum",params:{allowedValues: schema42.properties.algorithms.items.enum}}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/algorithms",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.issuer !== undefined){
let data4 = data.issuer;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(data4.length > 1024 && (data4.length > 2048 || codePoints(data4) > 1024)){
validate66.errors = [{instancePath:instancePath+"/issuer",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data4.length < 1){
validate66.errors = [{instancePath:instancePath+"/issuer",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate66.errors = [{instancePath:instancePath+"/issuer",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cache_ms !== undefined){
let data5 = data.cache_ms;
const _errs11 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate66.errors = [{instancePath:instancePath+"/cache_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 86400000 || isNaN(data5)){
validate66.errors = [{instancePath:instancePath+"/cache_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data5 < 1000 || isNaN(data5)){
validate66.errors = [{instancePath:instancePath+"/cache_ms",keyword:"minimum",params:{comparison: ">=", limit: 1000}}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cooldown_ms !== undefined){
let data6 = data.cooldown_ms;
const _errs13 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate66.errors = [{instancePath:instancePath+"/cooldown_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 86400000 || isNaN(data6)){
validate66.errors = [{instancePath:instancePath+"/cooldown_ms",keyword:"maximum",params:{comparison: "<=", limit: 86400000}}];
return false;
}
else {
if(data6 < 1000 || isNaN(data6)){
validate66.errors = [{instancePath:instancePath+"/cooldown_ms",keyword:"minimum",params:{comparison: ">=", limit: 1000}}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate66.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate66.errors = vErrors;
return errors === 0;
}

const check_jwt_key = validate67;

function validate67(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.algorithm === undefined) && (missing0 = "algorithm")){
validate67.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "algorithm") || (key0 === "secret")) || (key0 === "secret_file")) || (key0 === "public_key_file")) || (key0 === "kid")) || (key0 === "issuer"))){
validate67.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.algorithm !== undefined){
let data0 = data.algorithm;
const _errs2 = errors;
if(!((((data0 === "HS256") || (data0 === "RS256")) || (data0 === "ES256")) || (data0 === "EdDSA"))){
validate67.errors = [{instancePath:instancePath+"/algorithm",keyword:"enum",params:{allowedValues: schema41.properties.algorithm.enum}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.secret !== undefined){
let data1 = data.secret;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 4096 && (data1.length > 8192 || codePoints(data1) > 4096)){
validate67.errors = [{instancePath:instancePath+"/secret",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data1.length < 63 && codePoints(data1) < 32){
validate67.errors = [{instancePath:instancePath+"/secret",keyword:"minLength",params:{limit: 32}}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/secret",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.secret_file !== undefined){
let data2 = data.secret_file;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 4096 && (data2.length > 8192 || codePoints(data2) > 4096)){
validate67.errors = [{instancePath:instancePath+"/secret_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data2.length < 1){
validate67.errors = [{instancePath:instancePath+"/secret_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/secret_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.public_key_file !== undefined){
let data3 = data.public_key_file;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(data3.length > 4096 && (data3.length > 8192 || codePoints(data3) > 4096)){
validate67.errors = [{instancePath:instancePath+"/public_key_file",keyword:"maxLength",params:{limit: 4096}}];
return false;
}
else {
if(data3.length < 1){
validate67.errors = [{instancePath:instancePath+"/public_key_file",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/public_key_file",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kid !== undefined){
let data4 = data.kid;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(data4.length > 256 && (data4.length > 512 || codePoints(data4) > 256)){
validate67.errors = [{instancePath:instancePath+"/kid",keyword:"maxLength",params:{limit: 256}}];
return false;
}
else {
if(data4.length < 1){
validate67.errors = [{instancePath:instancePath+"/kid",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/kid",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.issuer !== undefined){
let data5 = data.issuer;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data5 === "string"){
if(data5.length > 1024 && (data5.length > 2048 || codePoints(data5) > 1024)){
validate67.errors = [{instancePath:instancePath+"/issuer",keyword:"maxLength",params:{limit: 1024}}];
return false;
}
else {
if(data5.length < 1){
validate67.errors = [{instancePath:instancePath+"/issuer",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate67.errors = [{instancePath:instancePath+"/issuer",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate67.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate67.errors = vErrors;
return errors === 0;
}

const check_leave_channel = validate68;

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate68.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate68.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate68.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("leave_channel" !== data0){
validate68.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "leave_channel"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate68.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate68.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate68.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.channel_id === undefined) && (missing1 = "channel_id")){
validate68.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!((key1 === "channel_id") || (key1 === "durable"))){
validate68.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate68.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate68.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data3)){
validate68.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate68.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.durable !== undefined){
const _errs14 = errors;
if(typeof data2.durable !== "boolean"){
validate68.errors = [{instancePath:instancePath+"/data/durable",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate68.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate68.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate68.errors = vErrors;
return errors === 0;
}

const check_leave_channel_ack = validate69;

function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate69.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate69.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("leave_channel_ack" !== data0){
validate69.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "leave_channel_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate69.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate69.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate69.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.channel_id === undefined) && (missing1 = "channel_id")){
validate69.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate69.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate69.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data3)){
validate69.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate69.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate69.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate69.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate69.errors = vErrors;
return errors === 0;
}

const check_limits = validate70;

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.max_frame_bytes === undefined) && (missing0 = "max_frame_bytes")) || ((data.max_content_bytes === undefined) && (missing0 = "max_content_bytes"))) || ((data.max_channels === undefined) && (missing0 = "max_channels"))) || ((data.max_pending_requests === undefined) && (missing0 = "max_pending_requests"))) || ((data.requests_per_second === undefined) && (missing0 = "requests_per_second"))) || ((data.request_burst === undefined) && (missing0 = "request_burst"))){
validate70.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.max_frame_bytes !== undefined){
let data0 = data.max_frame_bytes;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate70.errors = [{instancePath:instancePath+"/max_frame_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs1){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
validate70.errors = [{instancePath:instancePath+"/max_frame_bytes",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_content_bytes !== undefined){
let data1 = data.max_content_bytes;
const _errs3 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate70.errors = [{instancePath:instancePath+"/max_content_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate70.errors = [{instancePath:instancePath+"/max_content_bytes",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_channels !== undefined){
let data2 = data.max_channels;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate70.errors = [{instancePath:instancePath+"/max_channels",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate70.errors = [{instancePath:instancePath+"/max_channels",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_pending_requests !== undefined){
let data3 = data.max_pending_requests;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate70.errors = [{instancePath:instancePath+"/max_pending_requests",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
validate70.errors = [{instancePath:instancePath+"/max_pending_requests",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requests_per_second !== undefined){
let data4 = data.requests_per_second;
const _errs9 = errors;
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 <= 0 || isNaN(data4)){
validate70.errors = [{instancePath:instancePath+"/requests_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate70.errors = [{instancePath:instancePath+"/requests_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request_burst !== undefined){
let data5 = data.request_burst;
const _errs11 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate70.errors = [{instancePath:instancePath+"/request_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
validate70.errors = [{instancePath:instancePath+"/request_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.bytes_per_second !== undefined){
let data6 = data.bytes_per_second;
const _errs13 = errors;
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 <= 0 || isNaN(data6)){
validate70.errors = [{instancePath:instancePath+"/bytes_per_second",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate70.errors = [{instancePath:instancePath+"/bytes_per_second",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.byte_burst !== undefined){
let data7 = data.byte_burst;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate70.errors = [{instancePath:instancePath+"/byte_burst",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 1 || isNaN(data7)){
validate70.errors = [{instancePath:instancePath+"/byte_burst",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_frame_depth !== undefined){
let data8 = data.max_frame_depth;
const _errs17 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate70.errors = [{instancePath:instancePath+"/max_frame_depth",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs17){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
validate70.errors = [{instancePath:instancePath+"/max_frame_depth",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_frame_members !== undefined){
let data9 = data.max_frame_members;
const _errs19 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate70.errors = [{instancePath:instancePath+"/max_frame_members",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate70.errors = [{instancePath:instancePath+"/max_frame_members",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate70.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate70.errors = vErrors;
return errors === 0;
}

const check_member = validate71;

function validate71(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.user_id === undefined) && (missing0 = "user_id"))) || ((data.online === undefined) && (missing0 = "online"))){
validate71.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate71.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate71.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate71.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate71.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.user_id !== undefined){
let data1 = data.user_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate71.errors = [{instancePath:instancePath+"/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate71.errors = [{instancePath:instancePath+"/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data1)){
validate71.errors = [{instancePath:instancePath+"/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate71.errors = [{instancePath:instancePath+"/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.online !== undefined){
const _errs9 = errors;
if(typeof data.online !== "boolean"){
validate71.errors = [{instancePath:instancePath+"/online",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate71.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate71.errors = vErrors;
return errors === 0;
}

const check_member_page = validate72;

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.members === undefined) && (missing0 = "members"))){
validate72.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 128 && (data0.length > 256 || codePoints(data0) > 128)){
validate72.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data0.length < 1){
validate72.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data0)){
validate72.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate72.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.members !== undefined){
let data1 = data.members;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data1)){
var valid2 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(!(validate71(data1[i0], {instancePath:instancePath+"/members/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate71.errors : vErrors.concat(validate71.errors);
errors = vErrors.length;
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
else {
validate72.errors = [{instancePath:instancePath+"/members",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.next !== undefined){
let data3 = data.next;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate72.errors = [{instancePath:instancePath+"/next",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate72.errors = [{instancePath:instancePath+"/next",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data3)){
validate72.errors = [{instancePath:instancePath+"/next",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate72.errors = [{instancePath:instancePath+"/next",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate72.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate72.errors = vErrors;
return errors === 0;
}

const check_message_id = validate74;

function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 64 && (data.length > 128 || codePoints(data) > 64)){
validate74.errors = [{instancePath,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data.length < 1){
validate74.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate74.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate74.errors = vErrors;
return errors === 0;
}

const check_message_page = validate75;

function validate75(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.messages === undefined) && (missing0 = "messages"))) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.has_more === undefined) && (missing0 = "has_more"))){
validate75.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 129 && (data0.length > 258 || codePoints(data0) > 129)){
validate75.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data0.length < 1){
validate75.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data0)){
validate75.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate75.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.messages !== undefined){
let data1 = data.messages;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data1)){
var valid2 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs7 = errors;
if(!(validate56(data1[i0], {instancePath:instancePath+"/messages/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
else {
validate75.errors = [{instancePath:instancePath+"/messages",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data3 = data.epoch;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 64 && (data3.length > 128 || codePoints(data3) > 64)){
validate75.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data3.length < 1){
validate75.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate75.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data4 = data.offset;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate75.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate75.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate75.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.has_more !== undefined){
const _errs14 = errors;
if(typeof data.has_more !== "boolean"){
validate75.errors = [{instancePath:instancePath+"/has_more",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate75.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate75.errors = vErrors;
return errors === 0;
}

const check_new_event = validate77;

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate77.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate77.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("new_event" !== data0){
validate77.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "new_event"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
const _errs3 = errors;
if(!(validate1(data.data, {instancePath:instancePath+"/data",parentData:data,parentDataProperty:"data",rootData}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate77.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate77.errors = vErrors;
return errors === 0;
}

const check_new_message = validate79;

function validate79(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate79.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate79.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("new_message" !== data0){
validate79.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "new_message"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
const _errs3 = errors;
if(!(validate3(data.data, {instancePath:instancePath+"/data",parentData:data,parentDataProperty:"data",rootData}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate79.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate79.errors = vErrors;
return errors === 0;
}

const check_offset = validate81;

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
validate81.errors = [{instancePath,keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === 0){
if((typeof data == "number") && (isFinite(data))){
if(data > 9007199254740991 || isNaN(data)){
validate81.errors = [{instancePath,keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data < 0 || isNaN(data)){
validate81.errors = [{instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
validate81.errors = vErrors;
return errors === 0;
}

const check_position = validate62;

const check_post_channel_event = validate82;

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.params === undefined) && (missing0 = "params")) || ((data.body === undefined) && (missing0 = "body"))){
validate82.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "params") || (key0 === "headers")) || (key0 === "body"))){
validate82.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.channel_id === undefined) && (missing1 = "channel_id")){
validate82.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "channel_id")){
validate82.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate82.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate82.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate82.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs9 = errors;
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs11 = errors;
for(const key2 in data2){
if(!(key2 === "idempotency-key")){
validate82.errors = [{instancePath:instancePath+"/headers",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data2["idempotency-key"] !== undefined){
let data3 = data2["idempotency-key"];
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate82.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate82.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/headers",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data4 = data.body;
const _errs15 = errors;
if(errors === _errs15){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if(((data4.event === undefined) && (missing2 = "event")) || ((data4.payload === undefined) && (missing2 = "payload"))){
validate82.errors = [{instancePath:instancePath+"/body",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs17 = errors;
for(const key3 in data4){
if(!((((key3 === "event") || (key3 === "payload")) || (key3 === "user_id")) || (key3 === "client_message_id"))){
validate82.errors = [{instancePath:instancePath+"/body",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs17 === errors){
if(data4.event !== undefined){
let data5 = data4.event;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate82.errors = [{instancePath:instancePath+"/body/event",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate82.errors = [{instancePath:instancePath+"/body/event",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern1.test(data5)){
validate82.errors = [{instancePath:instancePath+"/body/event",keyword:"pattern",params:{words: "must be a small letter, and then small letters, digits and _ only"}}];
return false;
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/body/event",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.payload !== undefined){
let data6 = data4.payload;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate82.errors = [{instancePath:instancePath+"/body/payload",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid5 = _errs22 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.user_id !== undefined){
let data7 = data4.user_id;
const _errs26 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data7 === "string"){
if(data7.length > 128 && (data7.length > 256 || codePoints(data7) > 128)){
validate82.errors = [{instancePath:instancePath+"/body/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data7.length < 1){
validate82.errors = [{instancePath:instancePath+"/body/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data7)){
validate82.errors = [{instancePath:instancePath+"/body/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/body/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs26 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.client_message_id !== undefined){
let data8 = data4.client_message_id;
const _errs30 = errors;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data8 === "string"){
if(data8.length > 128 && (data8.length > 256 || codePoints(data8) > 128)){
validate82.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data8.length < 1){
validate82.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs30 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate82.errors = [{instancePath:instancePath+"/body",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate82.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate82.errors = vErrors;
return errors === 0;
}

const check_post_channel_message = validate83;

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.params === undefined) && (missing0 = "params")) || ((data.body === undefined) && (missing0 = "body"))){
validate83.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "params") || (key0 === "headers")) || (key0 === "body"))){
validate83.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.channel_id === undefined) && (missing1 = "channel_id")){
validate83.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "channel_id")){
validate83.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate83.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate83.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate83.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs9 = errors;
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs11 = errors;
for(const key2 in data2){
if(!(key2 === "idempotency-key")){
validate83.errors = [{instancePath:instancePath+"/headers",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data2["idempotency-key"] !== undefined){
let data3 = data2["idempotency-key"];
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate83.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate83.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/headers",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data4 = data.body;
const _errs15 = errors;
if(errors === _errs15){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((data4.content === undefined) && (missing2 = "content")){
validate83.errors = [{instancePath:instancePath+"/body",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs17 = errors;
for(const key3 in data4){
if(!(((key3 === "content") || (key3 === "user_id")) || (key3 === "client_message_id"))){
validate83.errors = [{instancePath:instancePath+"/body",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs17 === errors){
if(data4.content !== undefined){
let data5 = data4.content;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(data5.length > 1048576 && (data5.length > 2097152 || codePoints(data5) > 1048576)){
validate83.errors = [{instancePath:instancePath+"/body/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data5.length < 1){
validate83.errors = [{instancePath:instancePath+"/body/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/body/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.user_id !== undefined){
let data6 = data4.user_id;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data6 === "string"){
if(data6.length > 128 && (data6.length > 256 || codePoints(data6) > 128)){
validate83.errors = [{instancePath:instancePath+"/body/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data6.length < 1){
validate83.errors = [{instancePath:instancePath+"/body/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data6)){
validate83.errors = [{instancePath:instancePath+"/body/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/body/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs21 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.client_message_id !== undefined){
let data7 = data4.client_message_id;
const _errs25 = errors;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data7 === "string"){
if(data7.length > 128 && (data7.length > 256 || codePoints(data7) > 128)){
validate83.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data7.length < 1){
validate83.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs25 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/body",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate83.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate83.errors = vErrors;
return errors === 0;
}

const check_post_user_disconnect = validate84;

function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate84.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "params") || (key0 === "body"))){
validate84.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.user_id === undefined) && (missing1 = "user_id")){
validate84.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "user_id")){
validate84.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.user_id !== undefined){
let data1 = data0.user_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate84.errors = [{instancePath:instancePath+"/params/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate84.errors = [{instancePath:instancePath+"/params/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data1)){
validate84.errors = [{instancePath:instancePath+"/params/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/params/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data2 = data.body;
const _errs9 = errors;
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs11 = errors;
for(const key2 in data2){
if(!(key2 === "reason")){
validate84.errors = [{instancePath:instancePath+"/body",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data2.reason !== undefined){
let data3 = data2.reason;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(data3.length > 100 && (data3.length > 200 || codePoints(data3) > 100)){
validate84.errors = [{instancePath:instancePath+"/body/reason",keyword:"maxLength",params:{limit: 100}}];
return false;
}
else {
if(data3.length < 1){
validate84.errors = [{instancePath:instancePath+"/body/reason",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/body/reason",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/body",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate84.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate84.errors = vErrors;
return errors === 0;
}

const check_post_user_message = validate85;

function validate85(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.params === undefined) && (missing0 = "params")) || ((data.body === undefined) && (missing0 = "body"))){
validate85.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "params") || (key0 === "headers")) || (key0 === "body"))){
validate85.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.user_id === undefined) && (missing1 = "user_id")){
validate85.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!(key1 === "user_id")){
validate85.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.user_id !== undefined){
let data1 = data0.user_id;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate85.errors = [{instancePath:instancePath+"/params/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate85.errors = [{instancePath:instancePath+"/params/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data1)){
validate85.errors = [{instancePath:instancePath+"/params/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/params/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs9 = errors;
if(errors === _errs9){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
const _errs11 = errors;
for(const key2 in data2){
if(!(key2 === "idempotency-key")){
validate85.errors = [{instancePath:instancePath+"/headers",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data2["idempotency-key"] !== undefined){
let data3 = data2["idempotency-key"];
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate85.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate85.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/headers/idempotency-key",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/headers",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data4 = data.body;
const _errs15 = errors;
if(errors === _errs15){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((data4.content === undefined) && (missing2 = "content")){
validate85.errors = [{instancePath:instancePath+"/body",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs17 = errors;
for(const key3 in data4){
if(!(((key3 === "content") || (key3 === "from")) || (key3 === "client_message_id"))){
validate85.errors = [{instancePath:instancePath+"/body",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs17 === errors){
if(data4.content !== undefined){
let data5 = data4.content;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(data5.length > 1048576 && (data5.length > 2097152 || codePoints(data5) > 1048576)){
validate85.errors = [{instancePath:instancePath+"/body/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data5.length < 1){
validate85.errors = [{instancePath:instancePath+"/body/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/body/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.from !== undefined){
let data6 = data4.from;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data6 === "string"){
if(data6.length > 128 && (data6.length > 256 || codePoints(data6) > 128)){
validate85.errors = [{instancePath:instancePath+"/body/from",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data6.length < 1){
validate85.errors = [{instancePath:instancePath+"/body/from",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data6)){
validate85.errors = [{instancePath:instancePath+"/body/from",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/body/from",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs21 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.client_message_id !== undefined){
let data7 = data4.client_message_id;
const _errs25 = errors;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data7 === "string"){
if(data7.length > 128 && (data7.length > 256 || codePoints(data7) > 128)){
validate85.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data7.length < 1){
validate85.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/body/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs25 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate85.errors = [{instancePath:instancePath+"/body",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate85.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate85.errors = vErrors;
return errors === 0;
}

const check_presence = validate86;

function validate86(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate86.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate86.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate86.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("presence" !== data0){
validate86.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "presence"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate86.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate86.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate86.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.channel_id === undefined) && (missing1 = "channel_id")){
validate86.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!(key1 === "channel_id")){
validate86.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate86.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate86.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data3)){
validate86.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate86.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate86.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate86.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate86.errors = vErrors;
return errors === 0;
}

const check_presence_ack = validate87;

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate87.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate87.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("presence_ack" !== data0){
validate87.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "presence_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate87.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate87.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.count === undefined) && (missing1 = "count"))) || ((data2.users === undefined) && (missing1 = "users"))){
validate87.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate87.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate87.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data3)){
validate87.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.count !== undefined){
let data4 = data2.count;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate87.errors = [{instancePath:instancePath+"/data/count",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate87.errors = [{instancePath:instancePath+"/data/count",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.users !== undefined){
let data5 = data2.users;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data5)){
var valid4 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(!(validate10(data5[i0], {instancePath:instancePath+"/data/users/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid4 = _errs16 === errors;
if(!valid4){
break;
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/data/users",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate87.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate87.errors = vErrors;
return errors === 0;
}

const check_presence_user = validate10;

const check_problem = validate89;

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.type === undefined) && (missing0 = "type")) || ((data.title === undefined) && (missing0 = "title"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.detail === undefined) && (missing0 = "detail"))) || ((data.code === undefined) && (missing0 = "code"))) || ((data.retryable === undefined) && (missing0 = "retryable"))){
validate89.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
const _errs1 = errors;
if(typeof data.type !== "string"){
validate89.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined){
const _errs3 = errors;
if(typeof data.title !== "string"){
validate89.errors = [{instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
let data2 = data.status;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate89.errors = [{instancePath:instancePath+"/status",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 599 || isNaN(data2)){
validate89.errors = [{instancePath:instancePath+"/status",keyword:"maximum",params:{comparison: "<=", limit: 599}}];
return false;
}
else {
if(data2 < 400 || isNaN(data2)){
validate89.errors = [{instancePath:instancePath+"/status",keyword:"minimum",params:{comparison: ">=", limit: 400}}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.detail !== undefined){
const _errs7 = errors;
if(typeof data.detail !== "string"){
validate89.errors = [{instancePath:instancePath+"/detail",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined){
let data4 = data.code;
const _errs9 = errors;
if(typeof data4 !== "string"){
validate89.errors = [{instancePath:instancePath+"/code",keyword:"type",params:{type: "string"}}];
return false;
}
if(!(((((((((((((((data4 === "bad_frame") || (data4 === "unsupported_frame")) || (data4 === "unknown_event")) || (data4 === "not_found")) || (data4 === "invalid_data")) || (data4 === "not_connected")) || (data4 === "already_connected")) || (data4 === "unauthorized")) || (data4 === "token_expired")) || (data4 === "forbidden")) || (data4 === "not_joined")) || (data4 === "limit_exceeded")) || (data4 === "rate_limited")) || (data4 === "unavailable")) || (data4 === "internal"))){
validate89.errors = [{instancePath:instancePath+"/code",keyword:"enum",params:{allowedValues: schema83.enum}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retryable !== undefined){
const _errs12 = errors;
if(typeof data.retryable !== "boolean"){
validate89.errors = [{instancePath:instancePath+"/retryable",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.retry_after_ms !== undefined){
let data6 = data.retry_after_ms;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate89.errors = [{instancePath:instancePath+"/retry_after_ms",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate89.errors = [{instancePath:instancePath+"/retry_after_ms",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.errors !== undefined){
let data7 = data.errors;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
var valid2 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((data8.path === undefined) && (missing1 = "path")) || ((data8.message === undefined) && (missing1 = "message"))){
validate89.errors = [{instancePath:instancePath+"/errors/" + i0,keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data8.path !== undefined){
const _errs21 = errors;
if(typeof data8.path !== "string"){
validate89.errors = [{instancePath:instancePath+"/errors/" + i0+"/path",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs21 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.message !== undefined){
const _errs23 = errors;
if(typeof data8.message !== "string"){
validate89.errors = [{instancePath:instancePath+"/errors/" + i0+"/message",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
}
}
}
else {
validate89.errors = [{instancePath:instancePath+"/errors/" + i0,keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs18 === errors;
if(!valid2){
break;
}
}
}
else {
validate89.errors = [{instancePath:instancePath+"/errors",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate89.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate89.errors = vErrors;
return errors === 0;
}

const check_publish = validate90;

function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate90.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate90.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate90.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("publish" !== data0){
validate90.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "publish"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate90.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate90.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.event === undefined) && (missing1 = "event"))) || ((data2.payload === undefined) && (missing1 = "payload"))){
validate90.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!((((key1 === "channel_id") || (key1 === "event")) || (key1 === "payload")) || (key1 === "client_message_id"))){
validate90.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate90.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate90.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data3)){
validate90.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.event !== undefined){
let data4 = data2.event;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(data4.length > 64 && (data4.length > 128 || codePoints(data4) > 64)){
validate90.errors = [{instancePath:instancePath+"/data/event",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data4.length < 1){
validate90.errors = [{instancePath:instancePath+"/data/event",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern1.test(data4)){
validate90.errors = [{instancePath:instancePath+"/data/event",keyword:"pattern",params:{words: "must be a small letter, and then small letters, digits and _ only"}}];
return false;
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/data/event",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.payload !== undefined){
let data5 = data2.payload;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(!(data5 && typeof data5 == "object" && !Array.isArray(data5))){
validate90.errors = [{instancePath:instancePath+"/data/payload",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.client_message_id !== undefined){
let data6 = data2.client_message_id;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data6 === "string"){
if(data6.length > 128 && (data6.length > 256 || codePoints(data6) > 128)){
validate90.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data6.length < 1){
validate90.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate90.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate90.errors = vErrors;
return errors === 0;
}

const check_publish_ack = validate91;

function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate91.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate91.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("publish_ack" !== data0){
validate91.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "publish_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate91.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate91.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate91.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.message_id === undefined) && (missing1 = "message_id"))) || ((data2.epoch === undefined) && (missing1 = "epoch"))) || ((data2.offset === undefined) && (missing1 = "offset"))) || ((data2.timestamp === undefined) && (missing1 = "timestamp"))) || ((data2.duplicate === undefined) && (missing1 = "duplicate"))){
validate91.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate91.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate91.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate91.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate91.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message_id !== undefined){
let data4 = data2.message_id;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 64 && (data4.length > 128 || codePoints(data4) > 64)){
validate91.errors = [{instancePath:instancePath+"/data/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data4.length < 1){
validate91.errors = [{instancePath:instancePath+"/data/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate91.errors = [{instancePath:instancePath+"/data/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.epoch !== undefined){
let data5 = data2.epoch;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate91.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate91.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate91.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.offset !== undefined){
let data6 = data2.offset;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate91.errors = [{instancePath:instancePath+"/data/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate91.errors = [{instancePath:instancePath+"/data/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate91.errors = [{instancePath:instancePath+"/data/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.timestamp !== undefined){
let data7 = data2.timestamp;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
validate91.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate91.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.duplicate !== undefined){
const _errs24 = errors;
if(typeof data2.duplicate !== "boolean"){
validate91.errors = [{instancePath:instancePath+"/data/duplicate",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate91.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate91.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate91.errors = vErrors;
return errors === 0;
}

const check_put_channel_member = validate92;

function validate92(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.params === undefined) && (missing0 = "params")){
validate92.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "params")){
validate92.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.params !== undefined){
let data0 = data.params;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if(((data0.channel_id === undefined) && (missing1 = "channel_id")) || ((data0.user_id === undefined) && (missing1 = "user_id"))){
validate92.errors = [{instancePath:instancePath+"/params",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs4 = errors;
for(const key1 in data0){
if(!((key1 === "channel_id") || (key1 === "user_id"))){
validate92.errors = [{instancePath:instancePath+"/params",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.channel_id !== undefined){
let data1 = data0.channel_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 128 && (data1.length > 256 || codePoints(data1) > 128)){
validate92.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data1.length < 1){
validate92.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate92.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate92.errors = [{instancePath:instancePath+"/params/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.user_id !== undefined){
let data2 = data0.user_id;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate92.errors = [{instancePath:instancePath+"/params/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate92.errors = [{instancePath:instancePath+"/params/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data2)){
validate92.errors = [{instancePath:instancePath+"/params/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate92.errors = [{instancePath:instancePath+"/params/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate92.errors = [{instancePath:instancePath+"/params",keyword:"type",params:{type: "object"}}];
return false;
}
}
}
}
}
}
else {
validate92.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate92.errors = vErrors;
return errors === 0;
}

const check_refresh = validate93;

function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate93.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate93.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate93.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("refresh" !== data0){
validate93.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "refresh"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate93.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate93.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate93.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.token === undefined) && (missing1 = "token")){
validate93.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!(key1 === "token")){
validate93.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.token !== undefined){
let data3 = data2.token;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 8192 && (data3.length > 16384 || codePoints(data3) > 8192)){
validate93.errors = [{instancePath:instancePath+"/data/token",keyword:"maxLength",params:{limit: 8192}}];
return false;
}
else {
if(data3.length < 1){
validate93.errors = [{instancePath:instancePath+"/data/token",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate93.errors = [{instancePath:instancePath+"/data/token",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate93.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate93.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate93.errors = vErrors;
return errors === 0;
}

const check_refresh_ack = validate94;

function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate94.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate94.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("refresh_ack" !== data0){
validate94.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "refresh_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate94.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate94.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate94.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.expires_at !== undefined){
let data3 = data2.expires_at;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(!pattern3.test(data3)){
validate94.errors = [{instancePath:instancePath+"/data/expires_at",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate94.errors = [{instancePath:instancePath+"/data/expires_at",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
else {
validate94.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate94.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate94.errors = vErrors;
return errors === 0;
}

const check_request_id = validate95;

function validate95(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 64 && (data.length > 128 || codePoints(data) > 64)){
validate95.errors = [{instancePath,keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data.length < 1){
validate95.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate95.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate95.errors = vErrors;
return errors === 0;
}

const check_send_direct = validate96;

function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate96.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate96.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate96.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("send_direct" !== data0){
validate96.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "send_direct"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate96.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate96.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.to === undefined) && (missing1 = "to")) || ((data2.content === undefined) && (missing1 = "content"))){
validate96.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!(((key1 === "to") || (key1 === "content")) || (key1 === "client_message_id"))){
validate96.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.to !== undefined){
let data3 = data2.to;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate96.errors = [{instancePath:instancePath+"/data/to",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate96.errors = [{instancePath:instancePath+"/data/to",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data3)){
validate96.errors = [{instancePath:instancePath+"/data/to",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/data/to",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.content !== undefined){
let data4 = data2.content;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(data4.length > 1048576 && (data4.length > 2097152 || codePoints(data4) > 1048576)){
validate96.errors = [{instancePath:instancePath+"/data/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data4.length < 1){
validate96.errors = [{instancePath:instancePath+"/data/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/data/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.client_message_id !== undefined){
let data5 = data2.client_message_id;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data5 === "string"){
if(data5.length > 128 && (data5.length > 256 || codePoints(data5) > 128)){
validate96.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data5.length < 1){
validate96.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate96.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate96.errors = vErrors;
return errors === 0;
}

const check_send_direct_ack = validate97;

function validate97(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate97.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate97.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("send_direct_ack" !== data0){
validate97.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "send_direct_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate97.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate97.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.message_id === undefined) && (missing1 = "message_id"))) || ((data2.epoch === undefined) && (missing1 = "epoch"))) || ((data2.offset === undefined) && (missing1 = "offset"))) || ((data2.timestamp === undefined) && (missing1 = "timestamp"))) || ((data2.duplicate === undefined) && (missing1 = "duplicate"))){
validate97.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate97.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate97.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate97.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message_id !== undefined){
let data4 = data2.message_id;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 64 && (data4.length > 128 || codePoints(data4) > 64)){
validate97.errors = [{instancePath:instancePath+"/data/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data4.length < 1){
validate97.errors = [{instancePath:instancePath+"/data/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/data/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.epoch !== undefined){
let data5 = data2.epoch;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate97.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate97.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.offset !== undefined){
let data6 = data2.offset;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate97.errors = [{instancePath:instancePath+"/data/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate97.errors = [{instancePath:instancePath+"/data/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate97.errors = [{instancePath:instancePath+"/data/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.timestamp !== undefined){
let data7 = data2.timestamp;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
validate97.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate97.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.duplicate !== undefined){
const _errs24 = errors;
if(typeof data2.duplicate !== "boolean"){
validate97.errors = [{instancePath:instancePath+"/data/duplicate",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate97.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate97.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate97.errors = vErrors;
return errors === 0;
}

const check_send_message = validate98;

function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate98.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "id")) || (key0 === "data"))){
validate98.errors = [{instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.type !== undefined){
let data0 = data.type;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate98.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("send_message" !== data0){
validate98.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "send_message"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate98.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate98.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate98.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.content === undefined) && (missing1 = "content")){
validate98.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs9 = errors;
for(const key1 in data2){
if(!(((key1 === "content") || (key1 === "channel_id")) || (key1 === "client_message_id"))){
validate98.errors = [{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.content !== undefined){
let data3 = data2.content;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 1048576 && (data3.length > 2097152 || codePoints(data3) > 1048576)){
validate98.errors = [{instancePath:instancePath+"/data/content",keyword:"maxLength",params:{limit: 1048576}}];
return false;
}
else {
if(data3.length < 1){
validate98.errors = [{instancePath:instancePath+"/data/content",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate98.errors = [{instancePath:instancePath+"/data/content",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.channel_id !== undefined){
let data4 = data2.channel_id;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(data4.length > 128 && (data4.length > 256 || codePoints(data4) > 128)){
validate98.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data4.length < 1){
validate98.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data4)){
validate98.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate98.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.client_message_id !== undefined){
let data5 = data2.client_message_id;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data5 === "string"){
if(data5.length > 128 && (data5.length > 256 || codePoints(data5) > 128)){
validate98.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data5.length < 1){
validate98.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate98.errors = [{instancePath:instancePath+"/data/client_message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate98.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate98.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate98.errors = vErrors;
return errors === 0;
}

const check_send_message_ack = validate99;

function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate99.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate99.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("send_message_ack" !== data0){
validate99.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "send_message_ack"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate99.errors = [{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate99.errors = [{instancePath:instancePath+"/id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate99.errors = [{instancePath:instancePath+"/id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data2 = data.data;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((((data2.channel_id === undefined) && (missing1 = "channel_id")) || ((data2.message_id === undefined) && (missing1 = "message_id"))) || ((data2.epoch === undefined) && (missing1 = "epoch"))) || ((data2.offset === undefined) && (missing1 = "offset"))) || ((data2.timestamp === undefined) && (missing1 = "timestamp"))) || ((data2.duplicate === undefined) && (missing1 = "duplicate"))){
validate99.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.channel_id !== undefined){
let data3 = data2.channel_id;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(data3.length > 129 && (data3.length > 258 || codePoints(data3) > 129)){
validate99.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data3.length < 1){
validate99.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data3)){
validate99.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate99.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.message_id !== undefined){
let data4 = data2.message_id;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 64 && (data4.length > 128 || codePoints(data4) > 64)){
validate99.errors = [{instancePath:instancePath+"/data/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data4.length < 1){
validate99.errors = [{instancePath:instancePath+"/data/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate99.errors = [{instancePath:instancePath+"/data/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.epoch !== undefined){
let data5 = data2.epoch;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 64 && (data5.length > 128 || codePoints(data5) > 64)){
validate99.errors = [{instancePath:instancePath+"/data/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data5.length < 1){
validate99.errors = [{instancePath:instancePath+"/data/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate99.errors = [{instancePath:instancePath+"/data/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.offset !== undefined){
let data6 = data2.offset;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate99.errors = [{instancePath:instancePath+"/data/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate99.errors = [{instancePath:instancePath+"/data/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate99.errors = [{instancePath:instancePath+"/data/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.timestamp !== undefined){
let data7 = data2.timestamp;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
validate99.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate99.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.duplicate !== undefined){
const _errs24 = errors;
if(typeof data2.duplicate !== "boolean"){
validate99.errors = [{instancePath:instancePath+"/data/duplicate",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
else {
validate99.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate99.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate99.errors = vErrors;
return errors === 0;
}

const check_sent_message = validate100;

function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.channel_id === undefined) && (missing0 = "channel_id")) || ((data.message_id === undefined) && (missing0 = "message_id"))) || ((data.epoch === undefined) && (missing0 = "epoch"))) || ((data.offset === undefined) && (missing0 = "offset"))) || ((data.timestamp === undefined) && (missing0 = "timestamp"))) || ((data.duplicate === undefined) && (missing0 = "duplicate"))){
validate100.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.channel_id !== undefined){
let data0 = data.channel_id;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(data0.length > 129 && (data0.length > 258 || codePoints(data0) > 129)){
validate100.errors = [{instancePath:instancePath+"/channel_id",keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data0.length < 1){
validate100.errors = [{instancePath:instancePath+"/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data0)){
validate100.errors = [{instancePath:instancePath+"/channel_id",keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate100.errors = [{instancePath:instancePath+"/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message_id !== undefined){
let data1 = data.message_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(data1.length > 64 && (data1.length > 128 || codePoints(data1) > 64)){
validate100.errors = [{instancePath:instancePath+"/message_id",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data1.length < 1){
validate100.errors = [{instancePath:instancePath+"/message_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate100.errors = [{instancePath:instancePath+"/message_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.epoch !== undefined){
let data2 = data.epoch;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data2 === "string"){
if(data2.length > 64 && (data2.length > 128 || codePoints(data2) > 64)){
validate100.errors = [{instancePath:instancePath+"/epoch",keyword:"maxLength",params:{limit: 64}}];
return false;
}
else {
if(data2.length < 1){
validate100.errors = [{instancePath:instancePath+"/epoch",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate100.errors = [{instancePath:instancePath+"/epoch",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offset !== undefined){
let data3 = data.offset;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate100.errors = [{instancePath:instancePath+"/offset",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate100.errors = [{instancePath:instancePath+"/offset",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate100.errors = [{instancePath:instancePath+"/offset",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timestamp !== undefined){
let data4 = data.timestamp;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(!pattern3.test(data4)){
validate100.errors = [{instancePath:instancePath+"/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate100.errors = [{instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.duplicate !== undefined){
const _errs17 = errors;
if(typeof data.duplicate !== "boolean"){
validate100.errors = [{instancePath:instancePath+"/duplicate",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate100.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate100.errors = vErrors;
return errors === 0;
}

const check_stats = validate101;

function validate101(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.version === undefined) && (missing0 = "version")) || ((data.uptime_seconds === undefined) && (missing0 = "uptime_seconds"))) || ((data.connections === undefined) && (missing0 = "connections"))) || ((data.users === undefined) && (missing0 = "users"))) || ((data.channels === undefined) && (missing0 = "channels"))) || ((data.messages === undefined) && (missing0 = "messages"))) || ((data.deliveries === undefined) && (missing0 = "deliveries"))) || ((data.memory_bytes === undefined) && (missing0 = "memory_bytes"))) || ((data.draining === undefined) && (missing0 = "draining"))){
validate101.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.version !== undefined){
const _errs1 = errors;
if(typeof data.version !== "string"){
validate101.errors = [{instancePath:instancePath+"/version",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.uptime_seconds !== undefined){
let data1 = data.uptime_seconds;
const _errs3 = errors;
if(errors === _errs3){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
validate101.errors = [{instancePath:instancePath+"/uptime_seconds",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate101.errors = [{instancePath:instancePath+"/uptime_seconds",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connections !== undefined){
let data2 = data.connections;
const _errs5 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate101.errors = [{instancePath:instancePath+"/connections",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs5){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
validate101.errors = [{instancePath:instancePath+"/connections",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.users !== undefined){
let data3 = data.users;
const _errs7 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate101.errors = [{instancePath:instancePath+"/users",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs7){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate101.errors = [{instancePath:instancePath+"/users",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.channels !== undefined){
let data4 = data.channels;
const _errs9 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate101.errors = [{instancePath:instancePath+"/channels",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate101.errors = [{instancePath:instancePath+"/channels",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.messages !== undefined){
let data5 = data.messages;
const _errs11 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate101.errors = [{instancePath:instancePath+"/messages",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
validate101.errors = [{instancePath:instancePath+"/messages",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deliveries !== undefined){
let data6 = data.deliveries;
const _errs13 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate101.errors = [{instancePath:instancePath+"/deliveries",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs13){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate101.errors = [{instancePath:instancePath+"/deliveries",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.memory_bytes !== undefined){
let data7 = data.memory_bytes;
const _errs15 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate101.errors = [{instancePath:instancePath+"/memory_bytes",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate101.errors = [{instancePath:instancePath+"/memory_bytes",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.draining !== undefined){
const _errs17 = errors;
if(typeof data.draining !== "boolean"){
validate101.errors = [{instancePath:instancePath+"/draining",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate101.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate101.errors = vErrors;
return errors === 0;
}

const check_stored_message = validate56;

const check_stream_id = validate102;

function validate102(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 129 && (data.length > 258 || codePoints(data) > 129)){
validate102.errors = [{instancePath,keyword:"maxLength",params:{limit: 129}}];
return false;
}
else {
if(data.length < 1){
validate102.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern21.test(data)){
validate102.errors = [{instancePath,keyword:"pattern",params:{words: "must be a channel id (letters, digits and _.:@+- only), or @ and a user id"}}];
return false;
}
}
}
}
else {
validate102.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate102.errors = vErrors;
return errors === 0;
}

const check_timestamp = validate103;

function validate103(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(!pattern3.test(data)){
validate103.errors = [{instancePath,keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate103.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate103.errors = vErrors;
return errors === 0;
}

const check_user_id = validate104;

function validate104(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(typeof data === "string"){
if(data.length > 128 && (data.length > 256 || codePoints(data) > 128)){
validate104.errors = [{instancePath,keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data.length < 1){
validate104.errors = [{instancePath,keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data)){
validate104.errors = [{instancePath,keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate104.errors = [{instancePath,keyword:"type",params:{type: "string"}}];
return false;
}
}
validate104.errors = vErrors;
return errors === 0;
}

const check_user_joined = validate105;

function validate105(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate105.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate105.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("user_joined" !== data0){
validate105.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "user_joined"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data1 = data.data;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((data1.channel_id === undefined) && (missing1 = "channel_id")) || ((data1.user_id === undefined) && (missing1 = "user_id"))) || ((data1.timestamp === undefined) && (missing1 = "timestamp"))){
validate105.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data1.channel_id !== undefined){
let data2 = data1.channel_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate105.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate105.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data2)){
validate105.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate105.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.user_id !== undefined){
let data3 = data1.user_id;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate105.errors = [{instancePath:instancePath+"/data/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate105.errors = [{instancePath:instancePath+"/data/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data3)){
validate105.errors = [{instancePath:instancePath+"/data/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate105.errors = [{instancePath:instancePath+"/data/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.timestamp !== undefined){
let data4 = data1.timestamp;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(!pattern3.test(data4)){
validate105.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate105.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate105.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate105.errors = vErrors;
return errors === 0;
}

const check_user_left = validate106;

function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) && (missing0 = "type")) || ((data.data === undefined) && (missing0 = "data"))){
validate106.errors = [{instancePath,keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate106.errors = [{instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}}];
return false;
}
if("user_left" !== data0){
validate106.errors = [{instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "user_left"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data1 = data.data;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((data1.channel_id === undefined) && (missing1 = "channel_id")) || ((data1.user_id === undefined) && (missing1 = "user_id"))) || ((data1.timestamp === undefined) && (missing1 = "timestamp"))){
validate106.errors = [{instancePath:instancePath+"/data",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data1.channel_id !== undefined){
let data2 = data1.channel_id;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(data2.length > 128 && (data2.length > 256 || codePoints(data2) > 128)){
validate106.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data2.length < 1){
validate106.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern0.test(data2)){
validate106.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only, and not begin with @"}}];
return false;
}
}
}
}
else {
validate106.errors = [{instancePath:instancePath+"/data/channel_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.user_id !== undefined){
let data3 = data1.user_id;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(data3.length > 128 && (data3.length > 256 || codePoints(data3) > 128)){
validate106.errors = [{instancePath:instancePath+"/data/user_id",keyword:"maxLength",params:{limit: 128}}];
return false;
}
else {
if(data3.length < 1){
validate106.errors = [{instancePath:instancePath+"/data/user_id",keyword:"minLength",params:{limit: 1}}];
return false;
}
else {
if(!pattern2.test(data3)){
validate106.errors = [{instancePath:instancePath+"/data/user_id",keyword:"pattern",params:{words: "must be letters, digits and _.:@+- only"}}];
return false;
}
}
}
}
else {
validate106.errors = [{instancePath:instancePath+"/data/user_id",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.timestamp !== undefined){
let data4 = data1.timestamp;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(!pattern3.test(data4)){
validate106.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"pattern",params:{pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"}}];
return false;
}
}
else {
validate106.errors = [{instancePath:instancePath+"/data/timestamp",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate106.errors = [{instancePath:instancePath+"/data",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
else {
validate106.errors = [{instancePath,keyword:"type",params:{type: "object"}}];
return false;
}
}
validate106.errors = vErrors;
return errors === 0;
}


const all = /* @__PURE__ */ new Map([
  ["audience", check_audience],
  ["channel_event", check_channel_event],
  ["channel_id", check_channel_id],
  ["channel_message", check_channel_message],
  ["channel_page", check_channel_page],
  ["channel_pattern", check_channel_pattern],
  ["channel_policy", check_channel_policy],
  ["channel_presence", check_channel_presence],
  ["channel_summary", check_channel_summary],
  ["client_message_id", check_client_message_id],
  ["close_code", check_close_code],
  ["config", check_config],
  ["connect", check_connect],
  ["connect_ack", check_connect_ack],
  ["content", check_content],
  ["delete_channel_member", check_delete_channel_member],
  ["direct_message", check_direct_message],
  ["direct_message_record", check_direct_message_record],
  ["disconnected", check_disconnected],
  ["durability", check_durability],
  ["envelope", check_envelope],
  ["epoch", check_epoch],
  ["error", check_error],
  ["error_code", check_error_code],
  ["error_detail", check_error_detail],
  ["event_name", check_event_name],
  ["event_payload", check_event_payload],
  ["get_asyncapi", check_get_asyncapi],
  ["get_channel_member", check_get_channel_member],
  ["get_channel_members", check_get_channel_members],
  ["get_channel_messages", check_get_channel_messages],
  ["get_channel_presence", check_get_channel_presence],
  ["get_channels", check_get_channels],
  ["get_livez", check_get_livez],
  ["get_metrics", check_get_metrics],
  ["get_openapi", check_get_openapi],
  ["get_page", check_get_page],
  ["get_page_file", check_get_page_file],
  ["get_readyz", check_get_readyz],
  ["get_schema", check_get_schema],
  ["get_stats", check_get_stats],
  ["going_away", check_going_away],
  ["health", check_health],
  ["heartbeat", check_heartbeat],
  ["heartbeat_ack", check_heartbeat_ack],
  ["history", check_history],
  ["history_ack", check_history_ack],
  ["inbox", check_inbox],
  ["join_channel", check_join_channel],
  ["join_channel_ack", check_join_channel_ack],
  ["joined_channel", check_joined_channel],
  ["jwks_source", check_jwks_source],
  ["jwt_key", check_jwt_key],
  ["leave_channel", check_leave_channel],
  ["leave_channel_ack", check_leave_channel_ack],
  ["limits", check_limits],
  ["member", check_member],
  ["member_page", check_member_page],
  ["message_id", check_message_id],
  ["message_page", check_message_page],
  ["new_event", check_new_event],
  ["new_message", check_new_message],
  ["offset", check_offset],
  ["position", check_position],
  ["post_channel_event", check_post_channel_event],
  ["post_channel_message", check_post_channel_message],
  ["post_user_disconnect", check_post_user_disconnect],
  ["post_user_message", check_post_user_message],
  ["presence", check_presence],
  ["presence_ack", check_presence_ack],
  ["presence_user", check_presence_user],
  ["problem", check_problem],
  ["publish", check_publish],
  ["publish_ack", check_publish_ack],
  ["put_channel_member", check_put_channel_member],
  ["refresh", check_refresh],
  ["refresh_ack", check_refresh_ack],
  ["request_id", check_request_id],
  ["send_direct", check_send_direct],
  ["send_direct_ack", check_send_direct_ack],
  ["send_message", check_send_message],
  ["send_message_ack", check_send_message_ack],
  ["sent_message", check_sent_message],
  ["stats", check_stats],
  ["stored_message", check_stored_message],
  ["stream_id", check_stream_id],
  ["timestamp", check_timestamp],
  ["user_id", check_user_id],
  ["user_joined", check_user_joined],
  ["user_left", check_user_left],
])
const requests = /* @__PURE__ */ new Map([
  ["connect", check_connect],
  ["heartbeat", check_heartbeat],
  ["history", check_history],
  ["join_channel", check_join_channel],
  ["leave_channel", check_leave_channel],
  ["presence", check_presence],
  ["publish", check_publish],
  ["refresh", check_refresh],
  ["send_direct", check_send_direct],
  ["send_message", check_send_message],
])
const serverFrames = /* @__PURE__ */ new Map([
  ["connect_ack", check_connect_ack],
  ["heartbeat_ack", check_heartbeat_ack],
  ["history_ack", check_history_ack],
  ["join_channel_ack", check_join_channel_ack],
  ["leave_channel_ack", check_leave_channel_ack],
  ["presence_ack", check_presence_ack],
  ["publish_ack", check_publish_ack],
  ["refresh_ack", check_refresh_ack],
  ["send_direct_ack", check_send_direct_ack],
  ["send_message_ack", check_send_message_ack],
  ["direct_message", check_direct_message],
  ["going_away", check_going_away],
  ["new_event", check_new_event],
  ["new_message", check_new_message],
  ["user_joined", check_user_joined],
  ["user_left", check_user_left],
  ["error", check_error],
])

/** Undefined when the value is as the schema of this name says. */
export function violation(name, value) {
  const check = all.get(name)
  if (check === undefined) throw new TypeError(`there is no schema named ${name}`)
  return run(check, value)
}

function refusal(table, frame) {
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return { reason: 'not_an_object' }
  const type = frame.type
  if (typeof type !== 'string') return { reason: 'no_type' }
  const check = table.get(type)
  if (check === undefined) return { reason: 'unknown_event', event: quote(type) }
  const found = run(check, frame)
  return found === undefined ? undefined : { reason: 'invalid', event: type, violation: found }
}

/** Undefined when the frame is a request as its schema says. */
export function refuseRequest(frame) {
  return refusal(requests, frame)
}

/** Undefined when the frame is one that the server may send, as its schema says. */
export function refuseServerFrame(frame) {
  return refusal(serverFrames, frame)
}
