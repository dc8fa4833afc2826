// What is written down. Never a URL (private links), a body, a cookie, a phone or a name: only patterns, codes, numbers.

import type { FastifyServerOptions } from 'fastify'

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Where lines of JSON go; standard output when left out. */
  readonly stream?: { write(line: string): void }
}

/** For Fastify, whose logger (pino) is the one logger of the process. */
export const loggerOptions = ({ level, stream }: LogOptions): NonNullable<FastifyServerOptions['logger']> => ({
  level,
  ...(stream && { stream }),
  base: null,
  redact: {
    paths: ['*.cookie', '*.authorization', '*.headers', '*.password', '*.token', '*.phone', '*.email', '*.body'],
    remove: true,
  },
  serializers: {
    req: ({ method }: { method: string }) => ({ method }),
    res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    err: told,
    error: told,
  },
})

/** An error's name, code, text and place, without the stored values that MongoDB's messages repeat. */
function told(error: unknown): { type: string; code?: string; message: string; stack: string } {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown', stack: '' }
  const code = 'code' in error && error.code !== undefined ? { code: String(error.code) } : {}
  const message = withoutValues(error.message)
  return { type: error.name, ...code, message, stack: (error.stack ?? '').replace(error.message, message) }
}

const withoutValues = (message: string): string => message.replace(/(dup key|Document failed validation)[\s\S]*$/, '$1')
