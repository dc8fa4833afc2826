export { paymentsCollection } from './payments.store.ts'
