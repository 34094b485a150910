import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import type { NewCode, UnitView } from '#shared/sync/administration.ts';
import { enrolmentLink } from '#shared/sync/enrolment-link.ts';
import { refusalsAt } from '../../ui/form/check.ts';
import { formatMoment } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useAct, useView } from '../api/use-view.ts';
import { Copyable } from '../desk/copyable.tsx';
import { OwnOnlyWarning } from '../desk/own-only-warning.tsx';
import { useAddress } from '../desk/session-context.ts';
import { UnitField } from '../units/unit-field.tsx';

/** A code for one station: which unit it will be of, then the code as link, as text and as QR. Shown this once. */
export function NewCodePanel({ onClose }: { onClose: () => void }) {
  const { data: units = [] } = useView<UnitView[]>('/units');
  const make = useAct<{ unitId: string; adoptStaff: boolean }, NewCode>('/stations/code');
  const [chosen, setChosen] = useState('');
  const [adoptStaff, setAdoptStaff] = useState(false);
  const [made, setMade] = useState<NewCode | null>(null);
  const unitId = chosen || (units.length === 1 ? (units[0]?.id ?? '') : '');
  const submit = async () => {
    const answer = await make.run({ unitId, adoptStaff });
    if (answer.ok) setMade(answer.value);
  };
  return (
    <Panel>
      <Box component="section" aria-label="Nova estação">
        <Typography variant="h3" component="h2" sx={{ mb: 2 }}>
          {made ? 'Código de inscrição' : 'Nova estação'}
        </Typography>
        {made ? (
          <CodeMade {...made} onClose={onClose} />
        ) : (
          <Box sx={{ display: 'grid', gap: 2, maxWidth: 520, justifyItems: 'start' }}>
            <UnitField
              units={units}
              value={unitId}
              onChange={setChosen}
              refusals={refusalsAt(make.refusals, 'unitId')}
            />
            <FormControlLabel
              control={<Checkbox checked={adoptStaff} onChange={(event) => setAdoptStaff(event.target.checked)} />}
              label="Trazer as pessoas que já trabalham nessa estação, com as senhas delas"
            />
            <Typography sx={{ color: 'text.secondary' }}>
              Ninguém vem com função de administração: essa se dá em Equipe.
            </Typography>
            <RefusalText refusals={refusalsAt(make.refusals, '')} />
            <Box sx={{ display: 'flex', gap: 1 }}>
              <Button variant="contained" color="primary" loading={make.busy} onClick={submit}>
                Fazer o código
              </Button>
              <Button variant="text" onClick={onClose}>
                Cancelar
              </Button>
            </Box>
          </Box>
        )}
      </Box>
    </Panel>
  );
}

function CodeMade({ code, expiresAt, onClose }: NewCode & { onClose: () => void }) {
  const { address, ownOnly } = useAddress();
  const link = enrolmentLink({ address, code });
  return (
    <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap', alignItems: 'flex-start' }}>
      {/* Readers of QR codes want dark on light, in either theme. */}
      <Box sx={{ p: 2, borderRadius: 1, backgroundColor: '#FFFFFF', lineHeight: 0, flex: 'none' }}>
        <QRCodeSVG value={link} size={184} title="QR do link de inscrição" bgColor="#FFFFFF" fgColor="#000000" />
      </Box>
      <Box sx={{ flex: 1, minWidth: 280, display: 'grid', gap: 2, justifyItems: 'start' }}>
        <Copyable label="Código" text={code} large />
        <Copyable label="Link" text={link} />
        <OwnOnlyWarning shown={ownOnly} />
        <Typography>
          Serve para <strong>uma</strong> estação, até <strong>{formatMoment(expiresAt)}</strong>. Depois de fechar não
          aparece de novo; se se perder, cancele-o e faça outro.
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          Na estação: Ajustes, Ligar à central, e cole o link (ou o endereço e o código).
        </Typography>
        <Button onClick={onClose}>Fechar</Button>
      </Box>
    </Box>
  );
}
