/** Portuguese words that say nothing of what a text is about, folded as searches fold them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a ao aos aquela aquele as ate com como da das de dela dele do dos e ela ele elas eles em entre era essa esse esta este ' +
    'estao estou eu foi foram ha isso isto ja lhe mais mas me mesmo meu minha muito na nas nao nem no nos nossa nosso num ' +
    'numa o os ou para pela pelo pelas pelos por porque pra pro qual quando que quem se sem ser seu seus so sua suas tambem ' +
    'te tem ter teve tinha um uma voce voces vai vou bom boa dia tarde noite ola oi favor obrigado obrigada senhor senhora ' +
    'sr sra cliente chamado protocolo ligacao ligou atendimento'
  ).split(' '),
);
