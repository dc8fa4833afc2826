export { createPaymentChecks } from './doctor.store.ts'
export { paymentsCollection } from './payments.store.ts'
