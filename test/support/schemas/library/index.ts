/** Everything of the set once more: what is exported twice is still one schema. */
export * from './frames.ts'
export { Genre } from './values.ts'
