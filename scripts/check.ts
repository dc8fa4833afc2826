import { runSteps } from './steps.ts'

const { passed, failed } = await runSteps()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
