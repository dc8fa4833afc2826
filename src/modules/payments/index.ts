export { createPaymentChecks } from './doctor.store.ts'
export { paymentsCollection, receivedFor } from './payments.store.ts'
