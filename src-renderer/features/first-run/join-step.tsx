import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { EnrolForm } from '../../ui/centre/enrol-form.tsx';
import { StepHeading } from './step-heading.tsx';

/** The other way to begin: the organisation has a central already, and gives this station its team, customers and procedures. */
export function JoinStep({ onLeave }: { onLeave: () => void }) {
  const [organisation, setOrganisation] = useState('');
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
      <StepHeading title="Ligar esta estação à central">
        A equipe, os clientes e os procedimentos vêm da central. Você entra com o nome e a senha que já tem lá.
      </StepHeading>
      {organisation ? (
        <Typography role="status">Esta estação agora é de {organisation}. Preparando a entrada…</Typography>
      ) : (
        <EnrolForm onDone={setOrganisation} size="medium" />
      )}
      <Box>
        <Button variant="text" size="large" onClick={onLeave}>
          Começar sem central
        </Button>
      </Box>
    </Box>
  );
}

/** Beside it: what joining changes, and what not. */
export function JoinFacts() {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography variant="h3" component="p">
        Com a central, sem depender dela.
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>
        O que você escreve fica gravado neste computador na hora e segue para os colegas quando houver rede. Sem rede, a
        estação continua inteira.
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>
        O código de inscrição vale uma vez. Quem administra a central pode desligar esta estação a qualquer momento.
      </Typography>
    </Box>
  );
}
