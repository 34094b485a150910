/** The Brazilian area codes (DDD) in use, by Anatel's numbering plan. */
const AREA_CODE = /^(?:[14689][1-9]|2[12478]|3[1-578]|5[1345]|7[134579])$/;

export function isAreaCode(digits: string): boolean {
  return AREA_CODE.test(digits);
}
