/** Where the forms of the rescue page go. */
export const RESCUE_PATH = '/recuperar';
export const DIAGNOSIS_PATH = '/recuperar/diagnostico.txt';
