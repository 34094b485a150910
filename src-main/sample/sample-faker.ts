import type { Faker } from '@faker-js/faker';

/**
 * A Brazilian faker of its own, seeded: the same seed gives the same data. Loaded only when somebody asks for sample
 * data, because the package is there for development and demonstration and is not part of an installed station.
 */
export async function sampleFaker(seed: number): Promise<Faker> {
  const { Faker, base, en, pt_BR } = await import('@faker-js/faker');
  const faker = new Faker({ locale: [pt_BR, en, base] });
  faker.seed(seed);
  return faker;
}
