// Slugs whose names stand in the catalogues of texts: what a business may be, have, and sort its services by.

export const CATEGORIES = [
  ...['barbershop', 'beauty-salon', 'nails', 'dentistry', 'clinic', 'massage', 'spa', 'bath', 'laser', 'toi'],
  ...['fitness', 'sports-field', 'car-service', 'car-wash', 'tyre-service', 'climate', 'cleaning', 'phone-repair'],
  ...['atelier', 'optics', 'photo', 'education', 'kids-center', 'veterinary'],
] as const

export const SERVICE_CATEGORIES = [
  ...['haircut', 'beard', 'combo', 'hair', 'nail-care', 'brows', 'makeup', 'massages', 'body', 'consultation'],
  ...['hygiene', 'therapy', 'surgery', 'aesthetic', 'kids', 'diagnostics', 'vaccination', 'ultrasound', 'lab'],
  ...['grooming', 'maintenance', 'suspension', 'brakes', 'wash', 'tyres', 'repair', 'service', 'training', 'group'],
  ...['language', 'exam', 'speech', 'trial', 'documents', 'shoot', 'rent', 'dry-cleaning', 'clothes-repair'],
  ...['tailoring', 'exam-eye', 'fitting', 'package', 'party'],
] as const

export const FEATURES = [
  ...['wifi', 'kaspi', 'card', 'kids', 'parking', 'wheelchair', 'waiting-room', 'showers', 'on-site', '24h-phone'],
  ...['walk-in', 'live-queue'],
] as const
