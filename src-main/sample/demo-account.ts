/** Who a demonstration profile is set up with; the password is said wherever such a profile is started. */
export const DEMO_COMPANY = 'Horizonte Sistemas';
export const DEMO_PASSWORD = 'demonstracao';
export const DEMO_AGENT = { name: 'Ana Beatriz Ramos', role: 'atendente-n1' } as const;
export const DEMO_COLLEAGUES = [
  { name: 'Rafael Nogueira', role: 'atendente-n1' },
  { name: 'Camila Duarte', role: 'gestao-tecnica' },
] as const;
