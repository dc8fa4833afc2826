import type { Job } from '#platform/jobs/job.ts'
import type { Appointments } from './index.ts'

/** Expired time is free without it; the sweep only keeps the diaries tidy. */
const SWEEP_MS = 30_000

export const appointmentJobs = (api: Pick<Appointments, 'sweepHolds'>): Job[] => [
  {
    name: 'sweep-holds',
    everyMs: SWEEP_MS,
    async run(signal) {
      await api.sweepHolds(signal)
    },
  },
]
