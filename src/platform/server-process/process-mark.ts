import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A process and when it began: a pid alone may by now belong to somebody else. */
export interface ProcessMark {
  readonly pid: number
  readonly began: string
}

export function markOf(pid: number): ProcessMark | null {
  const began = process.platform === 'linux' ? beganOnLinux(pid) : beganElsewhere(pid)
  return began ? { pid, began } : null
}

export const isAlive = (mark: ProcessMark): boolean => markOf(mark.pid)?.began === mark.began

/** Asks the process to end, and after the grace time makes it. Does nothing to another process with the same pid. */
export async function end(mark: ProcessMark, { graceMs = 15_000 } = {}): Promise<void> {
  for (const [signal, patience] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(mark)) return
    if (patience === 0) continue
    process.kill(mark.pid, signal)
    await gone(mark, patience)
  }
}

async function gone(mark: ProcessMark, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (isAlive(mark) && Date.now() < deadline) await pause(30)
}

function beganOnLinux(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces; the state is the first field after it, the start time the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : `${boot}:${fields[19]}`
  } catch {
    return null
  }
}

function beganElsewhere(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
