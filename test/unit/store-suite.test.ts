import { storeSuite } from '../support/store-suite.ts'
import { LmdbWorld, memoryWorld } from '../support/store-worlds.ts'

storeSuite('the store in memory', memoryWorld)
storeSuite('the store on disk', () => LmdbWorld.open())
