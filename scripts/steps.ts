// The checks that need no running program. Each counts as one in the sum of `bin/test`.

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

interface Step {
  name: string
  command: string
  args: string[]
}

export interface Tally {
  passed: number
  failed: number
}

const STEPS: Step[] = [
  { name: 'format', command: 'biome', args: ['format', '.'] },
  { name: 'lint', command: 'biome', args: ['check', '--formatter-enabled=false', '--error-on-warnings', '.'] },
  { name: 'types', command: 'tsc', args: ['--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.json'] },
  { name: 'boundaries', command: 'depcruise', args: ['src', '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead code', command: 'knip', args: ['--no-progress', '--no-config-hints'] },
]

/** Runs all checks, a few at a time, and prints each one's result in the order of the list. */
export async function runSteps(): Promise<Tally> {
  const waiting = STEPS.map((step) => ({ step, run: Promise.withResolvers<{ code: number; output: string }>() }))
  const queue = waiting.values()
  const lane = async () => {
    for (const { step, run } of queue) run.resolve(await capture(step))
  }
  for (let lanes = Math.min(2, availableParallelism()); lanes > 0; lanes -= 1) void lane()
  const tally: Tally = { passed: 0, failed: 0 }
  for (const { step, run } of waiting) {
    const { code, output } = await run.promise
    tally[code === 0 ? 'passed' : 'failed'] += 1
    process.stdout.write(code === 0 ? `  ✓ ${step.name}\n` : `  ✗ ${step.name}\n${output.trimEnd()}\n`)
  }
  return tally
}

function capture({ command, args }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (part: Buffer) => {
      output += part.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
